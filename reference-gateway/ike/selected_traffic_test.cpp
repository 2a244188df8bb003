// IPv6 packets against selectors, their extension headers gone over.
#include "ike/selected_traffic.h"

#include <gtest/gtest.h>

namespace gateway::ike {
namespace {

const Octets client_address{0xfd, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};
const Octets inside_address{0xfd, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4};
const Octets dns_query{0x30, 0x39, 0, 53, 0, 8, 0, 0};

Octets packet(std::uint8_t next_header, const Octets& payload)
{
    const auto size = static_cast<std::uint8_t>(payload.size());
    return joined({Octets{0x60, 0, 0, 0, 0, size, next_header, 64}, client_address, inside_address,
                   payload});
}

}  // namespace

TEST(SelectedTraffic, KnowsWhatStandsBehindExtensionHeaders)
{
    const Octets hop_by_hop{60, 0, 1, 4, 0, 0, 0, 0};
    const Octets destination{43, 1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const Octets routing{44, 0, 4, 0, 0, 0, 0, 0};
    const Octets first_fragment{17, 9, 0, 1, 0, 0, 0, 1};
    const Octets all =
        packet(0, joined({hop_by_hop, destination, routing, first_fragment, dns_query}));
    for (const Octets& octets : {packet(17, dns_query), all}) {
        const auto flow = flow_of(octets);
        ASSERT_TRUE(flow);
        EXPECT_EQ(flow->protocol, 17);
        EXPECT_EQ(flow->destination_port, 53);
        EXPECT_EQ(copy_of(flow->source), client_address);
    }
}

TEST(SelectedTraffic, KnowsNoPortsOfALaterFragment)
{
    const auto flow = flow_of(packet(44, joined({Octets{17, 0, 0, 8, 0, 0, 0, 1}, dns_query})));
    ASSERT_TRUE(flow);
    EXPECT_EQ(flow->protocol, 17);
    EXPECT_FALSE(flow->destination_port);
}

TEST(SelectedTraffic, PassesNothingWhoseHeadersAreCutShort)
{
    for (const std::uint8_t type : Octets{0, 43, 44, 60}) {
        EXPECT_FALSE(flow_of(packet(type, {})));
        EXPECT_FALSE(flow_of(packet(type, {17, 0, 0, 0, 0, 0, 0})));
    }
    EXPECT_FALSE(flow_of(packet(60, {17, 255, 0, 0, 0, 0, 0, 0})));
    EXPECT_FALSE(flow_of(packet(0, {0, 0, 0, 0, 0, 0, 0, 0})));
    EXPECT_FALSE(flow_of(View{packet(17, {})}.first(39)));
    EXPECT_EQ(flow_of(packet(59, {}))->protocol, 59);
}

// Type and code of ICMP are one number: RFC 7296, Section 3.13.1.
TEST(SelectedTraffic, KnowsTypeAndCodeOfIcmp)
{
    for (const std::uint8_t protocol : Octets{1, 58}) {
        const Octets octets = packet(protocol, Octets{3, 4, 0, 0, 0, 0, 0, 0});
        const auto flow = flow_of(octets);
        TrafficSelectors some{selector_of(client_address, 128)};
        EXPECT_TRUE(may_come_from(some, *flow));
        some.front().protocol = protocol;
        for (const auto& [first, last, fits] :
             {std::tuple{0x0300, 0x03ff, true}, {0x0304, 0x0304, true}, {0x0305, 0x03ff, false},
              {0x0300, 0x0303, false}, {0x0400, 0x04ff, false}, {0xffff, 0, false}}) {
            some.front().first_port = static_cast<std::uint16_t>(first);
            some.front().last_port = static_cast<std::uint16_t>(last);
            EXPECT_EQ(may_come_from(some, *flow), fits) << first << " to " << last;
        }
        some.front().first_port = 0;
        EXPECT_FALSE(may_come_from(some, *flow_of(View{octets}.first(41)))) << "not all there";
    }
    const auto flow = flow_of(packet(58, Octets{128, 0, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(flow->source_port, 0x8000);
    EXPECT_FALSE(flow->destination_port);
}

// What an end may send is said by its own selectors alone: RFC 4301, Section 4.4.1.3.
TEST(SelectedTraffic, LetsAnEndSendTheTypesOfIcmpThatAreItsOwn)
{
    const auto ports = [](const Octets& address, std::uint16_t first, std::uint16_t last) {
        TrafficSelector made = selector_of(address, 128);
        made.protocol = 58;
        made.first_port = first;
        made.last_port = last;
        return TrafficSelectors{made};
    };
    const Octets octets = packet(58, Octets{128, 0, 0, 0, 0, 0, 0, 0});
    const auto request = flow_of(octets);
    const auto passes = [&](const TrafficSelectors& from, const TrafficSelectors& to) {
        return may_come_from(from, *request) && may_go_to(to, *request);
    };
    const auto requests = ports(client_address, 0x8000, 0x80ff);
    EXPECT_TRUE(passes(requests, ports(inside_address, 0x8000, 0x80ff))) << "both ways";
    EXPECT_TRUE(passes(requests, ports(inside_address, 0x8100, 0x81ff))) << "and is answered";
    EXPECT_TRUE(passes(requests, ports(inside_address, 0xffff, 0))) << "and sends alone";
    EXPECT_FALSE(passes(requests, ports(client_address, 0, 0xffff))) << "elsewhere";
    EXPECT_FALSE(passes(ports(client_address, 0xffff, 0), ports(inside_address, 0x8000, 0x80ff)))
        << "and receives alone";
    for (const Octets& address : {client_address, inside_address}) {
        TrafficSelectors of_any_protocol = ports(address, 0, 0xfffe);
        of_any_protocol.front().protocol = 0;
        EXPECT_FALSE(may_come_from(of_any_protocol, *request));
        EXPECT_FALSE(may_go_to(of_any_protocol, *request));
    }
}

TEST(SelectedTraffic, NeedsNoPortWhereItIsOpaque)
{
    TrafficSelectors opaque{selector_of(inside_address, 128)};
    opaque.front().first_port = 65535;
    opaque.front().last_port = 0;
    EXPECT_TRUE(may_go_to(opaque, *flow_of(packet(50, dns_query))));
    EXPECT_FALSE(may_go_to(opaque, *flow_of(packet(17, dns_query))));
    const Octets later = packet(44, joined({Octets{17, 0, 0, 8, 0, 0, 0, 1}, dns_query}));
    EXPECT_TRUE(may_go_to(opaque, *flow_of(later)));
}

TEST(SelectedTraffic, TellsTheOneAddressFromItsNeighbours)
{
    const TrafficSelectors own{selector_of(client_address, 128)};
    EXPECT_TRUE(holds(own, client_address, 58, std::nullopt));
    Octets neighbour = client_address;
    neighbour.back() ^= 1U;
    EXPECT_FALSE(holds(own, neighbour, 58, std::nullopt));
    EXPECT_FALSE(holds(own, Octets{172, 16, 201, 7}, 58, std::nullopt));
}

}  // namespace gateway::ike
