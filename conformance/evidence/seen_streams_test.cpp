// Ports may come again within a run: each connection is a stream of its own.
#include "evidence/seen_streams.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace conformance::evidence {
namespace {

SeenPacket opening(std::uint32_t sequence)
{
    SeenPacket packet;
    packet.transport = Transport::tcp;
    packet.sequence = sequence;
    packet.opens = true;
    return packet;
}

SeenPacket carrying(std::uint32_t sequence, std::string_view text)
{
    SeenPacket packet;
    packet.transport = Transport::tcp;
    packet.sequence = sequence;
    packet.payload = view(text);
    return packet;
}

Octets octets(std::string_view text)
{
    const auto all = view(text);
    return {all.begin(), all.end()};
}

std::vector<Octets> streams_of(const std::vector<SeenPacket>& packets)
{
    SeenStreams streams;
    for (const auto& one : packets) {
        streams.add(one);
    }
    return streams.whole();
}

TEST(SeenStreams, of_the_same_ports_are_told_apart_by_their_openings)
{
    EXPECT_EQ(streams_of({opening(900), carrying(901, "one"), opening(99), carrying(100, "two"), carrying(103, "2")}),
              (std::vector<Octets>{octets("one"), octets("two2")}));
}

TEST(SeenStreams, heed_neither_order_nor_repetition_nor_the_end_of_the_numbers)
{
    EXPECT_EQ(streams_of({opening(0xffff'fffe), opening(0xffff'fffe), carrying(1, "cd"), carrying(0xffff'ffff, "ab"),
                          carrying(0xffff'ffff, "a"), carrying(0, "bcde")}),
              (std::vector<Octets>{octets("abcde")}));
    EXPECT_EQ(streams_of({opening(0), carrying(1, "ab"), carrying(4, "d")}), (std::vector<Octets>{octets("ab")}));
}

TEST(Streams, are_found_in_any_order_and_each_but_once)
{
    const std::vector<Octets> seen{octets("abc"), octets("ab"), octets("x")};
    EXPECT_TRUE(each_begins_one({octets("a"), octets("abc")}, seen));
    EXPECT_TRUE(each_begins_one({octets("x"), octets("ab"), octets("ab")}, seen));
    EXPECT_FALSE(each_begins_one({octets("x"), octets("x")}, seen));
    EXPECT_FALSE(each_begins_one({octets("abcd")}, seen));
}

}  // namespace
}  // namespace conformance::evidence
