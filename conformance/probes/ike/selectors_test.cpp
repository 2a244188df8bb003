// What lies within what.

#include "probes/ike/selectors.h"

#include <gtest/gtest.h>

namespace conformance::probes::ike {
namespace {

using wire::ike::TrafficSelector;
using wire::ike::TrafficSelectors;

TrafficSelector range(std::uint8_t from, std::uint8_t to, std::uint8_t protocol = 0, std::uint16_t start = 0, std::uint16_t end = 0xffff)
{
    return {7, protocol, start, end, {10, 0, 0, from, 10, 0, 0, to}};
}

TEST(A_selector, lies_within_one_that_has_its_packets)
{
    const TrafficSelectors outer{0, {range(10, 20), range(30, 40, 6, 80, 443)}};
    for (const auto& inside : {range(10, 20), range(15, 15), range(15, 15, 17, 53, 53), range(30, 40, 6, 80, 80)}) {
        EXPECT_TRUE(lies_within(inside, outer)) << text_of({0, {inside}});
    }
    for (const auto& outside : {range(9, 20), range(10, 21), range(10, 35), range(30, 40), range(30, 30, 6, 79, 80), range(30, 30, 17, 80, 80),
                                TrafficSelector{8, 0, 0, 0xffff, Octets(32)}}) {
        EXPECT_FALSE(lies_within(outside, outer)) << text_of({0, {outside}});
    }
    EXPECT_FALSE(lies_within(range(10, 20), {}));
}

TEST(A_selector, is_well_formed_or_not)
{
    EXPECT_TRUE(is_well_formed(range(1, 1)));
    EXPECT_TRUE(is_well_formed(range(1, 2, 6, 0xffff, 0)));
    EXPECT_TRUE(is_well_formed({8, 0, 0, 0xffff, Octets(32)}));
    for (const auto& wrong : {range(2, 1), range(1, 2, 6, 2, 1), TrafficSelector{7, 0, 0, 0xffff, Octets(6)}, TrafficSelector{9, 0, 0, 0, Octets(8)},
                              TrafficSelector{7, 0, 0, 0xffff, {}}}) {
        EXPECT_FALSE(is_well_formed(wrong)) << text_of({0, {wrong}});
    }
}

TEST(Selectors, cover_an_address)
{
    const TrafficSelectors selectors{0, {TrafficSelector{8, 0, 0, 0xffff, Octets(32)}, range(20, 10), range(30, 40)}};
    EXPECT_TRUE(covers(selectors, Octets{10, 0, 0, 30}));
    EXPECT_FALSE(covers(selectors, Octets{10, 0, 0, 15}));
    EXPECT_FALSE(covers({}, Octets{10, 0, 0, 15}));
    EXPECT_EQ(text_of(ipv4_range(Octets{10, 0, 0, 1}, Octets{10, 0, 0, 2})), "10.0.0.1 to 10.0.0.2");
    EXPECT_EQ(text_of({}), "none");
}

}  // namespace
}  // namespace conformance::probes::ike
