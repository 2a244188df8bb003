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
