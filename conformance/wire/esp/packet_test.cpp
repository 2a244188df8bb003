// ESP packets as octets; those that strongSwan sent are opened in peers/esp.

#include "wire/esp/packet.h"

#include <gtest/gtest.h>

namespace conformance::wire::esp {
namespace {

TEST(An_ESP_packet, is_a_header_and_what_is_sealed)
{
    const Octets octets{0x11, 0x22, 0x33, 0x44, 0, 0, 0, 7, 0xaa, 0xbb};
    const auto packet = decode_packet(octets);
    ASSERT_TRUE(packet);
    EXPECT_EQ(packet->spi, 0x11223344U);
    EXPECT_EQ(packet->sequence, 7U);
    EXPECT_EQ(packet->sealed, (Octets{0xaa, 0xbb}));
    EXPECT_EQ(encode(*packet), octets);
    EXPECT_FALSE(decode_packet(View{octets}.first(7)));
}

TEST(The_content_of_an_ESP_packet, is_found_from_its_end)
{
    const Octets octets{9, 9, 9, 1, 2, 2, 4};
    const auto content = decode_content(octets);
    ASSERT_TRUE(content);
    EXPECT_EQ(content->payload, (Octets{9, 9, 9}));
    EXPECT_EQ(content->padding, (Octets{1, 2}));
    EXPECT_EQ(content->next_header, next_header_ipv4);
    EXPECT_EQ(encode(*content), octets);
    EXPECT_FALSE(decode_content(Octets{9, 2, 4}));
    EXPECT_FALSE(decode_content(Octets{4}));
}

TEST(Padding, fills_whole_units)
{
    EXPECT_EQ(padding_for(84, 16), 10U);
    EXPECT_EQ(padding_for(86, 4), 0U);
    EXPECT_EQ(padding_for(87, 4), 3U);
    EXPECT_EQ(usual_padding(3), (Octets{1, 2, 3}));
}

}  // namespace
}  // namespace conformance::wire::esp
