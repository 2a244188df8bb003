#include "ike/traffic_selector.h"

#include <gtest/gtest.h>

#include "ike/selected_traffic.h"

namespace gateway::ike {
namespace {

const TrafficSelector everything = selector_of(Octets(4), 0);
const TrafficSelector inside = selector_of(Octets{10, 1, 0, 0}, 16);
const TrafficSelector client = selector_of(Octets{172, 16, 201, 7}, 32);

Octets written(const TrafficSelectors& selectors)
{
    Writer out;
    write_traffic_selectors(out, selectors);
    return out.take();
}

}  // namespace

TEST(TrafficSelectors, AreReadAsTheyAreWritten)
{
    const TrafficSelectors both{inside, selector_of(Octets(16), 64)};
    EXPECT_EQ(parse_traffic_selectors(written(both)), both);
    EXPECT_EQ(to_hex(inside.last), "0a01ffff");
}

TEST(TrafficSelectors, OfAnUnknownTypeAreLeftOut)
{
    Octets octets = written({inside, client});
    octets[4] = 9;  // Fibre Channel
    const auto read = parse_traffic_selectors(octets);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, TrafficSelectors{client});
}

TEST(TrafficSelectors, AreNothingWhereLengthsDoNotAddUp)
{
    const Octets whole = written({inside, client});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(parse_traffic_selectors(View{whole}.first(size))) << size;
    }
    Octets octets = whole;
    octets[0] = 3;
    EXPECT_FALSE(parse_traffic_selectors(octets));
    octets = whole;
    octets[7] = 15;
    EXPECT_FALSE(parse_traffic_selectors(octets));
}

TEST(TrafficSelectors, AreNarrowedToWhatIsServed)
{
    EXPECT_EQ(narrowed({everything}, {inside}), TrafficSelectors{inside});
    EXPECT_EQ(narrowed({inside}, {everything}), TrafficSelectors{inside});
    EXPECT_TRUE(narrowed({client}, {inside}).empty());
    TrafficSelector web = everything;
    web.protocol = 6;
    web.first_port = web.last_port = 80;
    const auto found = narrowed({web, everything}, {inside});
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found[0].first_port, 80);
    EXPECT_EQ(found[0].protocol, 6);
    EXPECT_EQ(found[0].first, inside.first);
    EXPECT_EQ(found[1], inside);
}

// "ANY" includes "OPAQUE": RFC 7296, Section 3.13.1.
TEST(TrafficSelectors, OfPortsThatCannotBeKnownArePartOfThoseOfAllPorts)
{
    TrafficSelector opaque = inside;
    opaque.first_port = 65535;
    opaque.last_port = 0;
    EXPECT_EQ(narrowed({opaque}, {everything}), TrafficSelectors{opaque});
    EXPECT_EQ(narrowed({everything}, {opaque}), TrafficSelectors{opaque});
    EXPECT_EQ(narrowed({opaque}, {opaque}), TrafficSelectors{opaque});
    TrafficSelector web = inside;
    web.first_port = web.last_port = 80;
    EXPECT_TRUE(narrowed({opaque}, {web}).empty());
    web.first_port = 81;
    EXPECT_TRUE(narrowed({web}, {everything}).empty()) << "ends before it begins";
}

TEST(TrafficSelectors, AreOfIpVersionsThatBothEndsHave)
{
    const TrafficSelector ipv6 = selector_of(Octets(16), 0);
    TrafficSelectors both{client, ipv6}, ipv4{inside};
    keep_common_families(both, ipv4);
    EXPECT_EQ(both, TrafficSelectors{client});
    EXPECT_EQ(ipv4, TrafficSelectors{inside});
    TrafficSelectors other{ipv6};
    keep_common_families(both, other);
    EXPECT_TRUE(both.empty() && other.empty());
}

TEST(TrafficSelectors, TellWhichPacketsTheyHold)
{
    Octets packet{0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0, 172, 16, 201, 7, 10, 1, 0, 4,
                  0x30, 0x39, 0, 53, 0, 8, 0, 0};
    const auto flow = flow_of(packet);
    ASSERT_TRUE(flow);
    EXPECT_EQ(flow->destination_port, 53);
    EXPECT_TRUE(holds({client}, flow->source, flow->protocol, flow->source_port));
    EXPECT_FALSE(holds({inside}, flow->source, flow->protocol, flow->source_port));
    TrafficSelector dns = inside;
    dns.protocol = 17;
    dns.first_port = dns.last_port = 53;
    EXPECT_TRUE(holds({dns}, flow->destination, flow->protocol, flow->destination_port));
    dns.first_port = dns.last_port = 54;
    EXPECT_FALSE(holds({dns}, flow->destination, flow->protocol, flow->destination_port));
    packet[7] = 1;  // a later fragment: its ports are not known
    EXPECT_FALSE(flow_of(packet)->destination_port);
    EXPECT_FALSE(flow_of(View{packet}.first(19)));
}

}  // namespace gateway::ike
