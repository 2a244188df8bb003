// What our own capture writes is read off the wire again, be it ever so short; what is not whole is nothing.
#include "evidence/seen_packet.h"

#include <gtest/gtest.h>
#include <pcap/dlt.h>

#include "evidence/packets.h"

namespace conformance::evidence {
namespace {

Octets a_packet(Transport transport, const std::string& from, const std::string& to, const Octets& payload)
{
    Transcript transcript;
    Event opened;
    opened.kind = Event::Kind::opened;
    opened.transport = transport;
    opened.local = {from, 40'000};
    opened.remote = {to, 4500};
    transcript.add(opened);
    Event sent;
    sent.kind = Event::Kind::sent;
    sent.octets = payload;
    transcript.add(sent);
    return packets_of(transcript).back().octets;
}

TEST(SeenPacket, carries_what_was_sent)
{
    for (const auto transport : {Transport::udp, Transport::tcp}) {
        for (const auto& [from, to] : {std::pair{"127.0.0.1", "127.0.0.2"}, {"::1", "2001:db8::1"}}) {
            for (const auto& payload : {Octets{0xff}, Octets{1, 2, 3}, Octets(1000, 7)}) {
                const auto seen = dissect(a_packet(transport, from, to, payload), DLT_RAW);
                ASSERT_TRUE(seen) << from;
                EXPECT_EQ(seen->transport, transport);
                EXPECT_EQ(seen->from, (Endpoint{from, 40'000}));
                EXPECT_EQ(seen->to, (Endpoint{to, 4500}));
                EXPECT_EQ((Octets{seen->payload.begin(), seen->payload.end()}), payload);
            }
        }
    }
}

TEST(SeenPacket, stands_behind_a_link_header)
{
    const auto ip = a_packet(Transport::udp, "127.0.0.1", "127.0.0.2", {0xff});
    for (const auto& [link_type, octets] : {std::pair{DLT_EN10MB, 14U}, {DLT_LINUX_SLL, 16U}, {DLT_NULL, 4U}}) {
        Octets packet(octets, 0);
        append(packet, ip);
        EXPECT_TRUE(dissect(packet, link_type)) << link_type;
        packet.resize(octets - 1);
        EXPECT_FALSE(dissect(packet, link_type)) << link_type;
    }
    Octets padded = ip;  // to the least length of an Ethernet frame
    padded.resize(46);
    EXPECT_EQ(dissect(padded, DLT_RAW).value().payload.size(), 1U);
}

TEST(SeenPacket, is_whole_or_nothing)
{
    for (const auto* address : {"127.0.0.1", "::1"}) {
        for (const auto transport : {Transport::udp, Transport::tcp}) {
            const auto packet = a_packet(transport, address, address, {1, 2});
            for (std::size_t size = 0; size < packet.size(); ++size) {
                EXPECT_FALSE(dissect(View{packet}.first(size), DLT_RAW)) << size;
            }
        }
    }
    auto fragment = a_packet(Transport::udp, "127.0.0.1", "127.0.0.1", {1, 2});
    fragment[6] = 0x20;  // More Fragments
    EXPECT_FALSE(dissect(fragment, DLT_RAW));
    auto long_tcp_header = a_packet(Transport::tcp, "127.0.0.1", "127.0.0.1", {1, 2});
    long_tcp_header[20 + 12] = 0xf0;
    EXPECT_FALSE(dissect(long_tcp_header, DLT_RAW));
    auto short_tcp_header = long_tcp_header;
    short_tcp_header[20 + 12] = 0x40;
    EXPECT_FALSE(dissect(short_tcp_header, DLT_RAW));
}

}  // namespace
}  // namespace conformance::evidence
