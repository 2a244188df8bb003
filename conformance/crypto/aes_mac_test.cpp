// Known answers of RFC 3566, RFC 4434, RFC 4493 and RFC 4615.

#include "crypto/aes_mac.h"

#include <gtest/gtest.h>

#include "crypto/prf.h"

namespace conformance::crypto {
namespace {

Octets octets(const std::string& digits)
{
    return *from_hex(digits);
}

Octets counting(std::size_t count)
{
    Octets result;
    for (std::size_t i = 0; i < count; ++i) {
        result.push_back(static_cast<std::uint8_t>(i));
    }
    return result;
}

TEST(AesMac, xcbc_gives_the_answers_of_rfc_3566)
{
    const auto mac = [](View input) { return hex(aes_mac(AesMac::xcbc, counting(16), input)); };
    EXPECT_EQ(mac({}), "75f0251d528ac01c4573dfd584d79f29");
    EXPECT_EQ(mac(counting(3)), "5b376580ae2f19afe7219ceef172756f");
    EXPECT_EQ(mac(counting(16)), "d2a246fa349b68a79998a4394ff7a263");
    EXPECT_EQ(mac(counting(20)), "47f51b4564966215b8985c63055ed308");
    EXPECT_EQ(mac(counting(32)), "f54f0ec8d2b9f3d36807734bd5283fd4");
    EXPECT_EQ(mac(counting(34)), "becbb3bccdb518a30677d5481fb6b4d8");
    EXPECT_EQ(mac(Octets(1000, 0)), "f0dafee895db30253761103b5d84528f");
}

TEST(AesMac, cmac_gives_the_answers_of_rfc_4493)
{
    const auto key = octets("2b7e151628aed2a6abf7158809cf4f3c");
    EXPECT_EQ(hex(aes_mac(AesMac::cmac, key, {})), "bb1d6929e95937287fa37d129b756746");
    EXPECT_EQ(hex(aes_mac(AesMac::cmac, key, octets("6bc1bee22e409f96e93d7e117393172a"))),
              "070a16b46b4d4144f79bdd9dd04a287c");
}

TEST(AesMac, as_a_prf_takes_a_key_of_any_length)
{
    const auto input = counting(20);
    const auto long_key = octets("000102030405060708090a0b0c0d0e0fedcb");
    EXPECT_EQ(hex(prf(4, counting(16), input)), "47f51b4564966215b8985c63055ed308");
    EXPECT_EQ(hex(prf(4, counting(10), input)), "0fa087af7d866e7653434e602fdde835");
    EXPECT_EQ(hex(prf(4, long_key, input)), "8cd3c93ae598a9803006ffb67c40e9e4");
    EXPECT_EQ(hex(prf(8, counting(16), input)), "980ae87b5f4c9c5214f5b6a8455e4c2d");
    EXPECT_EQ(hex(prf(8, counting(10), input)), "290d9e112edb09ee141fcf64c0b72f3d");
    EXPECT_EQ(hex(prf(8, long_key, input)), "84a348a4a45d235babfffc0d2b4da09a");
}

// RFC 7836, Appendix A.
TEST(Prf, of_streebog_gives_the_answer_of_rfc_7836)
{
    std::string key;
    for (const auto* half : {"000102030405060708090a0b0c0d0e0f", "101112131415161718191a1b1c1d1e1f"}) {
        key += half;
    }
    EXPECT_EQ(hex(prf(9, octets(key), octets("0126bdb87800af214341456563780100"))),
              "a59bab22ecae19c65fbde6e5f4e9f5d8549d31f037f9df9b905500e171923a77"
              "3d5f1530f2ed7e964cb2eedc29e9ad2f3afe93b2814f79f5000ffc0366c251e6");
}

}  // namespace
}  // namespace conformance::crypto
