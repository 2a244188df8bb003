// A control among other proposals is no less bulky than what it vouches for, and its own proposal stands first or last.

#include "probes/ike/company.h"

#include <gtest/gtest.h>

namespace conformance::probes::ike {
namespace {

using wire::ike::SecurityAssociation;

const Box classic{{{12, 128}, {12, 192}, {12, 256}, {3, 0}, {13, 128}, {23, 256}}, {1, 2, 5, 6}, {1, 2, 12, 13}, {1, 2, 5, 14, 15, 16}};
const Box aead{{{20, 128}, {20, 256}}, {2, 5, 6}, {0}, {14, 19, 20}};

SecurityAssociation offer_of_one(const Box& box) { return {{proposal_of(box, 1)}, {}}; }

Fits within(std::size_t octets)
{
    return [octets](const SecurityAssociation& offer) { return encode(offer).size() <= octets; };
}

TEST(Company, makes_a_request_as_bulky_as_wanted)
{
    const Bulk wanted{3, 60, 900};
    for (const auto side : {Side::before, Side::behind}) {
        const auto all = in_company(offer_of_one(aead), {classic, aead}, wanted, 64, side, within(1000));
        ASSERT_TRUE(all);
        EXPECT_TRUE(bulk_of(*all, 64).covers(wanted));
        EXPECT_LE(encode(*all).size(), 1000U);
        auto own = side == Side::before ? all->proposals.back() : all->proposals.front();
        own.number = 1;
        EXPECT_EQ(encode(SecurityAssociation{{own}, {}}), encode(offer_of_one(aead)));
        for (std::size_t i = 0; i < all->proposals.size(); ++i) {
            EXPECT_EQ(all->proposals[i].number, i + 1);
        }
    }
}

TEST(Company, fills_the_room_to_the_last_proposal)
{
    for (std::size_t room = 400; room < 1200; room += 4) {
        const Bulk wanted{2, 1, room + 64 - 16};
        EXPECT_TRUE(in_company(offer_of_one(aead), {classic}, wanted, 64, Side::before, within(room))) << room;
    }
}

TEST(Company, is_refused_where_the_room_ends_before)
{
    EXPECT_FALSE(in_company(offer_of_one(aead), {classic}, {2, 500, 0}, 64, Side::before, within(1000)));
    EXPECT_FALSE(in_company(offer_of_one(aead), {}, {2, 0, 0}, 64, Side::before, within(1000)));
}

TEST(Company, is_not_needed_for_what_is_bulky_enough)
{
    const auto alone = offer_of_one(classic);
    const auto all = in_company(alone, {aead}, bulk_of(alone, 64), 64, Side::behind, within(1000));
    ASSERT_TRUE(all);
    EXPECT_EQ(encode(*all), encode(alone));
}

}  // namespace
}  // namespace conformance::probes::ike
