#include "wire/ike/message.h"

#include <gtest/gtest.h>

namespace conformance::wire::ike {
namespace {

Message a_request()
{
    Message message;
    message.initiator_spi = 0x0102030405060708;
    Proposal proposal;
    proposal.transforms = {transform(TransformType::encryption, 12, 256), transform(TransformType::integrity, 12)};
    message.payloads = {payload(SecurityAssociation{{proposal}, {}}), payload(Nonce{{1, 2, 3}})};
    return message;
}

TEST(Message, computes_its_lengths_and_the_chain)
{
    const auto octets = encode(a_request());
    EXPECT_EQ(octets.size(), 28U + 4 + 8 + 12 + 8 + 4 + 3);
    EXPECT_EQ(hex(View{octets}.subspan(16, 12)), "212022080000000000000043");
    EXPECT_EQ(hex(View{octets}.subspan(28, 12)), "280000200000001c01010002");
}

TEST(Message, lies_on_request_and_remembers_the_lie)
{
    auto message = a_request();
    message.length.forge(7);
    message.payloads[0].length.forge(31);
    message.version = 0x35;
    const auto octets = encode(message);
    EXPECT_EQ(hex(View{octets}.subspan(24, 4)), "00000007");
    const auto dissection = dissect(octets);
    EXPECT_FALSE(dissection.complaints.empty());
    EXPECT_EQ(encode(dissection.message), octets);
}

TEST(Message, a_payload_that_runs_over_the_end_stays_as_octets)
{
    auto message = a_request();
    message.payloads[1].length.forge(400);
    const auto dissection = dissect(encode(message));
    EXPECT_EQ(dissection.message.payloads.size(), 1U);
    EXPECT_EQ(dissection.message.trailing.size(), 7U);
}

// Each of these once lost octets, or came back with other marks.
TEST(Message, what_cannot_be_read_inside_a_proposal_is_kept)
{
    const std::string before = "01020304050607080000000000000000212022080000000000000000";
    const char* const bodies[] = {
        "000000080101ff00",                        // a proposal whose SPI runs over the end
        "000000060101",                            // one shorter than its fields
        "00000013010100010000000c0100000cffff01",  // a transform that runs over the end
        "0000000e01010001000000060100",            // one shorter than its fields
        "00000013010100010000000b0100000c800e01",  // an attribute cut short
        "00000014010100010000000c0100000c000effff",  // one of the long form that runs over the end
        "0000001301010001000000080100000c030000",  // a transform marked as the last, and more
        "020000080101000002",                      // a proposal marked as not the last, and no other
    };
    for (const std::string body : bodies) {
        auto octets = *from_hex(before + "0000" "0000" + body);
        octets[31] = static_cast<std::uint8_t>(octets.size() - 28);
        octets[27] = static_cast<std::uint8_t>(octets.size());
        const auto dissection = dissect(octets);
        EXPECT_EQ(hex(encode(dissection.message)), hex(octets));
        EXPECT_FALSE(dissection.complaints.empty()) << body;
    }
}

TEST(Message, an_unknown_payload_is_kept)
{
    auto message = a_request();
    message.payloads.push_back(opaque(100, {9, 9}, true));
    const auto decoded = dissect(encode(message)).message;
    EXPECT_EQ(decoded, message);
    EXPECT_TRUE(decoded.payloads.back().critical());
}

}  // namespace
}  // namespace conformance::wire::ike
