// The keys of Child SAs that strongSwan made with itself, as its log and tshark's table told them.

#include "peers/ike/child_sa.h"

#include <gtest/gtest.h>

namespace conformance::peers::ike {
namespace {

struct Told {
    crypto::Protection protection;
    std::uint16_t prf;
    std::string sk_d, initiator_nonce, responder_nonce, initiator_spi, responder_spi;
    std::vector<std::string> lines;
};

const std::vector<Told> conversations{
    {{20, 256, 0},
     5,
     "a1b646665a8c4512adaa08b3868ec8624535417aff2d4e5d932589e426903bb5",
     "0c7e65394f3945d96538e237117cc6d6e28fa552da162039771b62eda13f7b95",
     "2c68267d286b15e1e080eb5b21edd050e2ba89ff16fcdab5f01d29a7bde7ee09",
     "97e4b2f6",
     "18ec86f7",
     {R"("IPv4","192.0.2.1","192.0.2.2","0x18ec86f7","AES-GCM with 16 octet ICV [RFC4106]","0xbe173d15137ff5b4257f43e5dbe352b276293c448d44c6c761767bf41cdf57eba852d3d9","NULL","")",
      R"("IPv4","192.0.2.2","192.0.2.1","0x97e4b2f6","AES-GCM with 16 octet ICV [RFC4106]","0xaeb79ba3a3e807e456ffde84ea6a18ab1ee876b95ea06f51584a1dadbc26328033f9d545","NULL","")"}},
    {{12, 256, 12},
     5,
     "3aa380cecb78032e01d470ec257ced854ec28b41582431847940ea6af9e082ed",
     "45c2b7a2794ac4842b087145eda6ce89eb056d52c52763fd7158a4b62db1527b",
     "352cff1cb8bb6d8fa5784d9fb533f5e5eb475952fb58304ad4ce03cdb3643fbc",
     "08157a0a",
     "db3b4c92",
     {R"("IPv4","192.0.2.1","192.0.2.2","0xdb3b4c92","AES-CBC [RFC3602]","0x6c847ac9bf4e109003b5419104f2c6065d3b8a3644ea675438093ab3972ed877","HMAC-SHA-256-128 [RFC4868]","0x593c4fa0395b26fb217a79c19b1327af42c1cc793972b3915c2f8a74a4946623")",
      R"("IPv4","192.0.2.2","192.0.2.1","0x08157a0a","AES-CBC [RFC3602]","0x52516e90001682311d8db83da89823b6e708ac209ba0c5761bea3b580cea10d3","HMAC-SHA-256-128 [RFC4868]","0x3aaeba191d681c614d3879be9e5dd1bd9ca04c095a507afcb8506c8ae2f1acb9")"}},
    {{12, 256, 2},
     5,
     "6dc7628752c695a850852cb61673ee28bf48ca9591b0b06b31b96c415606c087",
     "1cd4da6b660302db35e66a3e007524f3459c0ac64923762ac2b157c40a3d19a8",
     "4368b56402ccfa9141455bad6b4164dedfb487d189c4ab09af8585b97c0382c6",
     "24dd8331",
     "a46766d3",
     {R"("IPv4","192.0.2.1","192.0.2.2","0xa46766d3","AES-CBC [RFC3602]","0xc4f60a1c1aa3dea41cf425a9b512719347b85281a91d4596a8eb105a6dbdde05","HMAC-SHA-1-96 [RFC2404]","0xdeba1be4a0cfcb546db84b35368bb7419ee0d26a")",
      R"("IPv4","192.0.2.2","192.0.2.1","0x24dd8331","AES-CBC [RFC3602]","0x42aacb3e963c2b33753621565a55876f1f11a1b0795293fc1ffb9993f0de513a","HMAC-SHA-1-96 [RFC2404]","0x20d45cb9d95c1d554a3ca23d5175bbb98edcc890")"}},
};

TEST(The_keys_of_a_Child_SA, are_those_of_strongswan)
{
    for (const auto& told : conversations) {
        const auto initiator_nonce = *from_hex(told.initiator_nonce), responder_nonce = *from_hex(told.responder_nonce);
        const auto keys = derive_child_keys(told.protection, told.prf, *from_hex(told.sk_d), {initiator_nonce, responder_nonce});
        ASSERT_TRUE(keys);
        const ChildSa sa{told.protection, *from_hex(told.initiator_spi), *from_hex(told.responder_spi), *keys};
        EXPECT_EQ(esp_sa_lines(sa, {"192.0.2.1", 4500}, {"192.0.2.2", 4500}), told.lines);
    }
}

TEST(The_keys_of_a_Child_SA, need_algorithms_that_are_known)
{
    const Octets nonce(32), key(32);
    EXPECT_FALSE(derive_child_keys({200, 0, 2}, 5, key, {nonce, nonce}));
    EXPECT_FALSE(derive_child_keys({20, 256, 0}, 200, key, {nonce, nonce}));
    EXPECT_TRUE(esp_sa_lines({{200, 0, 2}, {}, {}, {}}, {}, {}).empty());
}

TEST(The_protection_of_a_proposal, is_that_of_one_transform_a_type)
{
    using namespace wire::ike;
    Proposal proposal;
    proposal.protocol = protocol_esp;
    proposal.transforms = {transform(TransformType::encryption, 12, 256), transform(TransformType::integrity, 12)};
    const auto protection = protection_of(proposal);
    ASSERT_TRUE(protection);
    EXPECT_EQ(protection->encr, 12);
    EXPECT_EQ(protection->key_length, 256);
    EXPECT_EQ(protection->integ, 12);
    proposal.transforms.push_back(transform(TransformType::integrity, 2));
    EXPECT_FALSE(protection_of(proposal));
    proposal.transforms.clear();
    EXPECT_FALSE(protection_of(proposal));
}

}  // namespace
}  // namespace conformance::peers::ike
