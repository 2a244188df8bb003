// No request leads to an SA that the prober cannot finish.

#include "probes/ike/finishable.h"

#include <gtest/gtest.h>

#include <set>

#include "catalog/requirement.h"
#include "probes/ike/box_requests.h"

namespace conformance::probes::ike {
namespace {

using catalog::IkeRow;

std::set<IkeRow> tuples_of(const std::vector<Box>& boxes)
{
    std::set<IkeRow> all;
    std::size_t count = 0;
    for (const auto& box : boxes) {
        count += box.tuples();
        for (std::size_t i = 0; i < box.tuples(); ++i) {
            all.insert(tuple_at(box, i));
        }
    }
    EXPECT_EQ(all.size(), count) << "boxes are disjoint";
    return all;
}

TEST(Parts, of_the_grid_are_finished_or_asked_for_their_group)
{
    const std::filesystem::path folder{SALLYPORT_SOURCE "/vectors"};
    const auto registries = catalog::read_registries(folder);
    const auto whole = grid(registries);
    const auto parts = parts_to_ask(whole);
    EXPECT_EQ(tuples_of(parts), tuples_of(whole));
    for (const auto& part : parts) {
        EXPECT_TRUE(can_be_finished(part) || group_beside({part}));
        EXPECT_EQ(parts_to_ask(part), std::vector{part}) << "a part is not parted again";
        for (const auto& half : halves(part)) {
            EXPECT_EQ(parts_to_ask(half), std::vector{half});
        }
    }
}

TEST(Parts, of_what_can_be_finished_is_the_whole)
{
    const Box box{{{12, 128}, {13, 256}}, {4, 5, 8}, {5, 8, 12}, {14, 19, 32}};
    EXPECT_TRUE(can_be_finished(box));
    EXPECT_EQ(parts_to_ask(box), std::vector{box});
}

TEST(Finishable, is_a_tuple_of_algorithms_and_a_group_the_prober_has)
{
    EXPECT_TRUE(can_be_finished(IkeRow{12, 256, 8, 8, 30}));
    EXPECT_FALSE(can_be_finished(IkeRow{12, 256, 8, 8, 32})) << "no such group";
    EXPECT_FALSE(can_be_finished(IkeRow{12, 256, 10, 8, 30})) << "no such PRF";
    EXPECT_FALSE(can_be_finished(IkeRow{12, 256, 8, 9, 30})) << "no such integrity algorithm";
    EXPECT_FALSE(can_be_finished(IkeRow{11, 0, 8, 8, 30})) << "no such encryption";
}

TEST(Finishable, part_of_an_offer_holds_nothing_else)
{
    const Box box{{{11, 0}, {12, 256}}, {5, 10}, {9, 12}, {14, 32}};
    const auto part = finishable_part(offer_of({box}));
    EXPECT_EQ(part, offer_of({Box{{{12, 256}}, {5}, {12}, {14, 32}}}));
}

}  // namespace
}  // namespace conformance::probes::ike
