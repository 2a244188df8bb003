#include "crypto/key_agreement.h"

#include <gtest/gtest.h>

#include "crypto/from_hex.h"

namespace gateway::crypto {
namespace {

// The private value is written as the seed that leads to it: for ECP groups one less, and with
// leading zeros.
struct KnownAnswer {
    std::uint16_t group;
    const char* source;
    const char* seed;
    const char* public_value;
    const char* peer_public;
    const char* shared_secret;
};

constexpr std::uint16_t modp_groups[] = {1, 2, 5, 14, 15, 16, 17, 18, 24};

const KnownAnswer known_answers[] = {
    {19, "RFC 5903, Section 8",
     "00000000000000000000000000000000c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a"
     "9c57862d1432",
     "dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c37725811805271a0461cdb8252d61f"
     "1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3",
     "d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf6356fbf3ca366cc23e8157"
     "854c13c58d6aac23f046ada30f8353e74f33039872ab",
     "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"},
    {20, "RFC 5903, Section 8",
     "00000000000000000000000000000000099f3c7034d4a2c699884d73a375a67f7624ef7c6b3c0f160647"
     "b67414dce655e35b538041e649ee3faef896783ab193",
     "667842d7d180ac2cde6f74f37551f55755c7645c20ef73e31634fe72b4c55ee6de3ac808acb4bdb4c887"
     "32aee95f41aa9482ed1fc0eeb9cafc4984625ccfc23f65032149e0e144ada024181535a0f38eeb9fcff3"
     "c2c947dae69b4c634573a81c",
     "e558dbef53eecde3d3fccfc1aea08a89a987475d12fd950d83cfa41732bc509d0d1ac43a0336def96fda"
     "41d0774a3571dcfbec7aacf3196472169e838430367f66eebe3c6e70c416dd5f0c68759dd1fff83fa401"
     "42209dff5eaad96db9e6386c",
     "11187331c279962d93d604243fd592cb9d0a926f422e47187521287e7156c5c4d603135569b9e9d09cf5"
     "d4a270f59746"},
    {21, "RFC 5903, Section 8",
     "000000000000000000000000000000000037ade9319a89f4dabdb3ef411aaccca5123c61acab57b5393d"
     "ce47608172a095aa85a30fe1c2952c6771d937ba9777f5957b2639bab072462f68c27a57382d4a51",
     "0015417e84dbf28c0ad3c278713349dc7df153c897a1891bd98bab4357c9ecbee1e3bf42e00b8e380aea"
     "e57c2d107564941885942af5a7f4601723c4195d176ced3e017cae20b6641d2eeb695786d8c946146239"
     "d099e18e1d5a514c739d7cb4a10ad8a788015ac405d7799dc75e7b7d5b6cf2261a6a7f1507438bf01beb"
     "6ca3926f9582",
     "00d0b3975ac4b799f5bea16d5e13e9af971d5e9b984c9f39728b5e5739735a219b97c356436adc6e95bb"
     "0352f6be64a6c2912d4ef2d0433ced2b6171640012d9460f015c68226383956e3bd066e797b623c27ce0"
     "eac2f551a10c2c724d9852077b87220b6536c5c408a1d2aebb8e86d678ae49cb57091f4732296579ab44"
     "fcd17f0fc56a",
     "01144c7d79ae6956bc8edb8e7c787c4521cb086fa64407f97894e5e6b2d79b04d1427e73ca4baa240a34"
     "786859810c06b3c715a3a8cc3151f2bee417996d19f3ddea"},
    {24, "RFC 5114, Appendix A.3",
     "000000000000000000000000000000000881382cdb87660c6dc13e614938d5b9c8b2f248581cc5e31b35"
     "454397fce50e",
     "2e9380c8323af97545bc4941deb0ec3742c62fe0ece824a6abdbe66c59bee0242911bfb967235ceba35a"
     "e13e4ec752be630b92dc4bde2847a9c62cb8152745421fb7eb60a63c0fe9159fcce726ce7cd8523d7450"
     "667ef840e4919121eb5f01c8c9b0d3d648a93bfb75689e8244ac134af544711ce79a02dcc34226684780"
     "dddcb498594106c37f5bc79856487af5ab022a2e5e42f09897c1a85a11ea0212af04d9b4cebc937c3c1a"
     "3e15a8a0342e337615c84e7fe3b8b9b87fb1e73a15af12a30d746e06dfc34f290d797ce51aa13aa785bf"
     "6658aff5e4b093003cbeaf665b3c2e113a3a4e905269341dc0711426685f4ef37e868a8126ff3f2279b5"
     "7ca67e29",
     "575f0351bd2b1b817448bdf87a6c362c1e289d3903a30b9832c5741fa250363e7acbc7f77f3dacbc1f13"
     "1add8e03367eff8fbbb3e1c5784424809b25afe4d2262a1a6fd2fab64105ca30a674e07f780985208863"
     "2fc049233791ad4edd083a978b883ee618bc5e0dd047415f2d95e683cf14826b5fbe10d3ce41c6c120c7"
     "8ab20008c698bf7f0bcab9d7f407bed0f43afb2970f57f8d12043963e66ddd320d599ad9936c8f44137c"
     "08b180ec5e985cebe186f3d549677e80607331ee17af3380a725b0782317d7dd43f59d7af9568a9bb63a"
     "84d365f92244ed120988219302f42924c7ca90b89d24f71b0ab697823d7deb1aff5b0e8e4a45d49f7f53"
     "757e1913",
     "86c70bf8d0bb81bb01078a17219cb7d27203db2a19c877f1d1f19fd7d77ef22546a68f005ad52dc84553"
     "b78fc60330be51ea7c0672cac1515e4b35c047b9a551b88f39dc26da14a09ef74774d47c762dd177f9ed"
     "5bc2f11e52c879bd95098504cd9eecd8a8f9b3efbd1f008ac5853097d9d1837f2b18f77cd7be01af80a7"
     "c7b5ea3ca54cc02d0c116fee3f95bb87399385875d7e86747e676e728938acbff7098e05be4dcfb24052"
     "b83aeffb14783f029adbde7f53fae92084224090e007cee94d4bf2bace9ffd4b57d2af7c724d0caa19bf"
     "0501f6f17b4aa10f425e3ea76080b4b9d6b3cefea115b2ceb8789bb8a3b0ea87febe63b6c8f846ec6db0"
     "c26c5d7c"},
    {31, "RFC 7748, Section 6.1",
     "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
     "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
     "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
     "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"},
};

Octets number(std::uint16_t group, std::uint8_t value)
{
    Octets octets(public_value_size(group));
    octets.back() = value;
    return octets;
}

std::optional<Agreed> agree_with(std::uint16_t group, Octets peer)
{
    return agree({group, Octets(private_seed_size(group), 0x5a), std::move(peer)});
}

}  // namespace

TEST(KeyAgreement, GivesTheKnownAnswers)
{
    for (const KnownAnswer& known : known_answers) {
        const auto agreed = agree({known.group, from_hex(known.seed), from_hex(known.peer_public)});
        ASSERT_TRUE(agreed) << known.source << ", group " << known.group;
        EXPECT_EQ(to_hex(agreed->public_value), known.public_value) << known.source;
        EXPECT_EQ(to_hex(agreed->shared_secret), known.shared_secret) << known.source;
    }
}

TEST(KeyAgreement, BothSidesAgreeInEveryGroup)
{
    for (std::uint16_t group = 0; group < 40; ++group) {
        if (!knows_group(group)) continue;
        const Octets seed_a(private_seed_size(group), 0x11);
        const Octets seed_b(private_seed_size(group), 0x22);
        // Any valid public value opens the door: that of the other side is found with it.
        const auto start = group == 24   ? from_hex(known_answers[3].peer_public)
                           : group == 31 ? from_hex(known_answers[4].peer_public)
                           : group >= 19 && group <= 21
                               ? from_hex(known_answers[group - 19].peer_public)
                               : number(group, 2);
        const auto a = agree({group, seed_a, start});
        const auto b = agree({group, seed_b, start});
        ASSERT_TRUE(a && b) << group;
        const auto ab = agree({group, seed_a, b->public_value});
        const auto ba = agree({group, seed_b, a->public_value});
        ASSERT_TRUE(ab && ba) << group;
        EXPECT_EQ(ab->shared_secret, ba->shared_secret) << group;
        EXPECT_EQ(ab->shared_secret.size(),
                  group >= 19 && group <= 21 ? start.size() / 2 : start.size());
    }
}

// RFC 6989, Section 2.1: nothing outside 1 < y < p - 1.
TEST(KeyAgreement, TellsThePublicValueBeforeThereIsAPeer)
{
    for (std::uint16_t group = 0; group < 40; ++group) {
        if (!knows_group(group)) continue;
        const Octets seed(private_seed_size(group), 0x42);
        const auto alone = agree({group, seed, generator(group)});
        ASSERT_TRUE(alone) << group;
        const auto together =
            agree({group, Octets(private_seed_size(group), 0x17), alone->public_value});
        ASSERT_TRUE(together) << group;
        EXPECT_EQ(agree({group, seed, together->public_value})->shared_secret,
                  together->shared_secret)
            << group;
    }
    EXPECT_TRUE(generator(999).empty());
}

TEST(KeyAgreement, RefusesModpValuesOutOfRange)
{
    for (const std::uint16_t group : modp_groups) {
        EXPECT_FALSE(agree_with(group, number(group, 0))) << group;
        EXPECT_FALSE(agree_with(group, number(group, 1))) << group;
        EXPECT_FALSE(agree_with(group, Octets(public_value_size(group), 0xff))) << group;
    }
}

// RFC 6989, Section 2.2: 2 is in range, but not in the subgroup of 256 bits.
TEST(KeyAgreement, RefusesAValueOutsideTheSubgroupOfGroup24)
{
    EXPECT_FALSE(agree_with(24, number(24, 2)));
    EXPECT_TRUE(agree_with(14, number(14, 2)));
}

// RFC 6989, Section 2.3.
TEST(KeyAgreement, RefusesAPointThatIsNotOnTheCurve)
{
    for (const KnownAnswer& known : known_answers) {
        if (known.group < 19 || known.group > 21) continue;
        Octets point = from_hex(known.peer_public);
        point.back() ^= 1;
        EXPECT_FALSE(agree_with(known.group, point)) << known.group;
        EXPECT_FALSE(agree_with(known.group, number(known.group, 0))) << known.group;
    }
    EXPECT_FALSE(agree_with(31, Octets(32)));
}

TEST(KeyAgreement, RefusesAWrongLengthAndAnUnknownGroup)
{
    EXPECT_FALSE(agree({19, Octets(48, 1), Octets(63, 1)}));
    EXPECT_FALSE(agree({14, Octets(40, 1), Octets(257, 1)}));
    EXPECT_FALSE(agree({99, {}, {}}));
}

}  // namespace gateway::crypto
