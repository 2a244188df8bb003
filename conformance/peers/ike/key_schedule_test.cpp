// The key schedule and SK protection against conversations of strongSwan, whose keys its own log gave.

#include "peers/ike/key_schedule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <toml++/toml.h>

#include "peers/ike/encrypted.h"

namespace conformance::peers::ike {
namespace {

toml::table conversation(const std::string& name)
{
    return toml::parse_file(SALLYPORT_SOURCE "/pcaps/" + name + "/expect.toml");
}

Octets octets(const toml::table& table, const char* key)
{
    return from_hex(table[key].value_or(std::string{})).value_or(Octets{});
}

IkeKeys keys_of(const toml::table& sa)
{
    const auto number = [&](const char* key) { return static_cast<std::uint16_t>(sa[key].value_or(0)); };
    const catalog::IkeRow tuple{number("encryption"), number("key_length"), number("prf"), number("integrity"),
                                number("group")};
    const auto initiator_nonce = octets(sa, "initiator_nonce");
    const auto responder_nonce = octets(sa, "responder_nonce");
    auto spis = octets(sa, "initiator_spi");
    append(spis, octets(sa, "responder_spi"));
    return *derive_keys(tuple, octets(*sa["secrets"].as_table(), "shared_secret"), {initiator_nonce, responder_nonce}, spis);
}

class WithStrongSwan : public testing::TestWithParam<std::string> {};

TEST_P(WithStrongSwan, the_derived_keys_are_those_of_its_log)
{
    const auto document = conversation(GetParam());
    const auto& sa = *document["ike_sa"].as_table();
    const auto& secrets = *sa["secrets"].as_table();
    const auto keys = keys_of(sa);
    EXPECT_EQ(hex(keys.skeyseed), hex(octets(secrets, "skeyseed")));
    EXPECT_EQ(hex(keys.d), hex(octets(secrets, "sk_d")));
    EXPECT_EQ(hex(keys.ai), hex(octets(secrets, "sk_ai")));
    EXPECT_EQ(hex(keys.ar), hex(octets(secrets, "sk_ar")));
    EXPECT_EQ(hex(keys.ei), hex(octets(secrets, "sk_ei")));
    EXPECT_EQ(hex(keys.er), hex(octets(secrets, "sk_er")));
    EXPECT_EQ(hex(keys.pr), hex(octets(secrets, "sk_pr")));
}

TEST_P(WithStrongSwan, its_protected_messages_open_to_what_tshark_sees)
{
    const auto document = conversation(GetParam());
    const auto keys = keys_of(*document["ike_sa"].as_table());
    unsigned opened = 0;
    for (const auto& element : *document["message"].as_array()) {
        const auto& message = *element.as_table();
        if (!message.contains("decrypted")) { continue; }
        const bool by_initiator = (message["flags"].value_or(0) & wire::ike::flag_initiator) != 0;
        std::vector<std::string> complaints;
        auto wire = octets(message, "octets");
        const auto inside = open(wire, keys, by_initiator, complaints);
        ASSERT_TRUE(inside);
        EXPECT_TRUE(complaints.empty());
        const auto plaintext = octets(message, "decrypted");
        const auto chain = wire::ike::encode_chain(*inside);
        EXPECT_EQ(hex(chain), hex(View{plaintext}.first(chain.size())));
        ++opened;

        wire.back() ^= 1;
        EXPECT_FALSE(open(wire, keys, by_initiator, complaints)) << "a changed ICV must not verify";
    }
    EXPECT_GE(opened, 2U);
}

INSTANTIATE_TEST_SUITE_P(Conversations, WithStrongSwan,
                         testing::Values("strongswan-ike-auth-gcm256-sha384-ecp384",
                                         "strongswan-ike-auth-cbc256-sha256-sha256-modp2048",
                                         "strongswan-authentication-failed"),
                         [](const auto& parameter) {
                             auto name = parameter.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace conformance::peers::ike
