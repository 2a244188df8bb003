#include "probes/ike/box.h"

#include <gtest/gtest.h>

#include <set>

#include "catalog/requirement.h"

namespace conformance::probes::ike {
namespace {

using catalog::IkeRow;

struct Data {
    std::filesystem::path folder{SALLYPORT_SOURCE "/vectors"};
    catalog::Registries registries = catalog::read_registries(folder);
    catalog::Edition edition = catalog::read_edition("azure-2024-08", folder / "policies", registries);
};

std::size_t tuples_in(const std::vector<Box>& boxes)
{
    std::size_t sum = 0;
    for (const auto& box : boxes) {
        sum += box.tuples();
    }
    return sum;
}

std::set<IkeRow> all_tuples(const std::vector<Box>& boxes)
{
    std::set<IkeRow> all;
    for (const auto& box : boxes) {
        for (std::size_t i = 0; i < box.tuples(); ++i) {
            all.insert(tuple_at(box, i));
        }
    }
    return all;
}

TEST(Complement, is_the_grid_without_the_rows_and_nothing_twice)
{
    const Data data;
    const auto whole = grid(data.registries);
    const auto boxes = complement(data.registries, data.edition.ike);
    EXPECT_GT(tuples_in(whole), 50'000U);
    EXPECT_EQ(tuples_in(boxes), tuples_in(whole) - data.edition.ike.size());
    const auto tuples = all_tuples(boxes);
    EXPECT_EQ(tuples.size(), tuples_in(boxes)) << "boxes are disjoint";
    for (const auto& row : data.edition.ike) {
        EXPECT_FALSE(tuples.contains(row));
    }
}

TEST(Complement, of_seventeen_rows_is_nine_boxes)
{
    const Data data;
    EXPECT_EQ(complement(data.registries, data.edition.ike).size(), 9U);
    EXPECT_EQ(complement(data.registries, {}).size(), 2U) << "without rows it is the grid itself";
}

TEST(Box, without_a_tuple_keeps_all_others)
{
    const Box box{{{12, 128}, {12, 256}}, {5, 6}, {12, 13}, {14, 19, 20}};
    const IkeRow row{12, 256, 5, 13, 19};
    const auto rest = without(box, row);
    EXPECT_EQ(tuples_in(rest), box.tuples() - 1);
    EXPECT_EQ(all_tuples(rest).size(), box.tuples() - 1);
    EXPECT_FALSE(all_tuples(rest).contains(row));
}

TEST(Box, halves_hold_the_whole)
{
    const Box box{{{12, 128}}, {5}, {12}, {14, 19, 20}};
    EXPECT_EQ(tuples_in(halves(box)), 3U);
    EXPECT_EQ(halves(box).size(), 2U);
}

// The transforms of the box stand on both sides of the rows' own, in each type that has two and over all types of one.
TEST(Control, holds_the_rows_in_the_midst)
{
    const Data data;
    const Box box{{{12, 128}}, {2}, {2}, {1, 2, 5}};
    const auto rows = rows_of_its_kind(box, data.edition.ike);
    EXPECT_EQ(rows.size(), 9U);
    const IkeRow row{12, 256, 5, 12, 14};
    const auto proposal = proposal_with(box, {row}, Place::middle, 1);
    const auto ids = [&](wire::ike::TransformType type) {
        std::vector<std::uint16_t> values;
        for (const auto& one : proposal.of(type)) {
            values.push_back(one.id);
        }
        return values;
    };
    EXPECT_EQ(ids(wire::ike::TransformType::pseudorandom_function), (std::vector<std::uint16_t>{2, 5}));
    EXPECT_EQ(ids(wire::ike::TransformType::integrity), (std::vector<std::uint16_t>{12, 2}));
    EXPECT_EQ(ids(wire::ike::TransformType::key_exchange_method), (std::vector<std::uint16_t>{1, 2, 14, 5}));
}

TEST(Control, can_hold_the_rows_first_or_last)
{
    const Box box{{{12, 128}}, {2}, {2}, {1, 14, 5}};
    const IkeRow row{12, 256, 5, 12, 14};
    const auto groups = [&](Place place) {
        std::vector<std::uint16_t> values;
        for (const auto& one : proposal_with(box, {row}, place, 1).of(wire::ike::TransformType::key_exchange_method)) {
            values.push_back(one.id);
        }
        return values;
    };
    EXPECT_EQ(groups(Place::first), (std::vector<std::uint16_t>{14, 1, 5}));
    EXPECT_EQ(groups(Place::last), (std::vector<std::uint16_t>{1, 5, 14}));
}

}  // namespace
}  // namespace conformance::probes::ike
