// Conversations of strongSwan with itself: every message decodes without a complaint, and encoding gives its octets back.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <toml++/toml.h>

#include "wire/ike/message.h"

namespace conformance::wire::ike {
namespace {

struct Recorded {
    std::string conversation;
    toml::table expected;
};

std::vector<Recorded> recorded_messages()
{
    std::vector<Recorded> all;
    for (const auto& folder : std::filesystem::directory_iterator{SALLYPORT_SOURCE "/pcaps"}) {
        const auto file = folder.path() / "expect.toml";
        if (!std::filesystem::exists(file)) { continue; }
        auto document = toml::parse_file(file.string());
        if (document["protocol"].value_or(std::string{}) != "IKEv2") { continue; }
        for (auto& message : *document["message"].as_array()) {
            all.push_back({folder.path().filename().string(), *message.as_table()});
        }
    }
    return all;
}

std::string text(const toml::table& table, const char* key) { return table[key].value_or(std::string{}); }

class CapturedMessages : public testing::TestWithParam<Recorded> {};

TEST_P(CapturedMessages, decode_and_encode_to_the_same_octets)
{
    const auto octets = *from_hex(text(GetParam().expected, "octets"));
    const auto dissection = dissect(octets);
    EXPECT_TRUE(dissection.complaints.empty()) << dissection.complaints.front();
    EXPECT_EQ(hex(encode(dissection.message)), hex(octets));
}

TEST_P(CapturedMessages, say_what_tshark_reads)
{
    const auto& expected = GetParam().expected;
    const auto message = dissect(*from_hex(text(expected, "octets"))).message;
    Writer spis;
    spis.u64("SPIi", message.initiator_spi);
    spis.u64("SPIr", message.responder_spi);
    EXPECT_EQ(hex(spis.take()), text(expected, "initiator_spi") + text(expected, "responder_spi"));
    EXPECT_EQ(message.exchange_type, expected["exchange_type"].value_or(0));
    EXPECT_EQ(message.message_id, expected["message_id"].value_or(0U));
    EXPECT_EQ(message.flags, expected["flags"].value_or(0));
    const auto& payloads = *expected["payloads"].as_array();
    ASSERT_LE(message.payloads.size(), payloads.size());
    for (std::size_t i = 0; i < message.payloads.size(); ++i) {
        EXPECT_EQ(message.payloads[i].type, payloads[i].value_or(0));
    }
}

TEST_P(CapturedMessages, cut_short_anywhere_are_described_and_never_refused)
{
    const auto octets = *from_hex(text(GetParam().expected, "octets"));
    for (std::size_t length = 0; length < octets.size(); ++length) {
        const auto dissection = dissect(View{octets}.first(length));
        EXPECT_FALSE(dissection.complaints.empty()) << length;
        if (dissection.has_header) { EXPECT_EQ(encode(dissection.message).size(), length); }
    }
}

INSTANTIATE_TEST_SUITE_P(StrongSwan, CapturedMessages, testing::ValuesIn(recorded_messages()),
                         [](const auto& parameter) {
                             auto name = parameter.param.conversation + "_" + std::to_string(parameter.index);
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace conformance::wire::ike
