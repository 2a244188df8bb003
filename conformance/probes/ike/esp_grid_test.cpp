// The grid of ESP: every tuple but the rows, each once.

#include "probes/ike/esp_grid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace conformance::probes::ike {
namespace {

const auto registries = catalog::read_registries(std::filesystem::path{SALLYPORT_SOURCE "/vectors"});
const std::vector<catalog::IpsecRow> rows{{20, 256, 0, 0}, {20, 256, 0, 19}, {12, 256, 12, 14}, {12, 256, 2, 0}};

TEST(The_grid_of_ESP, has_every_tuple_once_and_no_row)
{
    std::set<catalog::IkeRow> seen;
    std::size_t tuples = 0, whole = 0;
    for (const auto& box : esp_complement(registries, rows)) {
        for (std::size_t i = 0; i < box.tuples(); ++i) {
            seen.insert(tuple_at(box, i));
        }
        tuples += box.tuples();
    }
    for (const auto& box : grid(registries)) {
        whole += box.encryption.size() * box.integrity.size() * (box.group.size() + 1);
    }
    EXPECT_EQ(seen.size(), tuples);
    EXPECT_EQ(tuples + rows.size(), whole);
    for (const auto& row : rows) {
        EXPECT_FALSE(seen.contains(as_tuple(row)));
    }
}

TEST(The_grid_of_ESP, mixes_tuples_with_a_group_and_without_nowhere)
{
    for (const auto& box : esp_complement(registries, rows)) {
        const bool has_none = std::ranges::find(box.group, 0) != box.group.end();
        EXPECT_TRUE(!has_none || box.group.size() == 1);
        const bool has_19 = std::ranges::find(box.group, 19) != box.group.end();
        EXPECT_TRUE(!has_19 || box.group.size() == 1);
    }
}

TEST(Ciphers_without_integrity, are_asked_for_one_by_one)
{
    const auto boxes = unprotected_tuples(registries);
    EXPECT_GT(boxes.size(), 10U);
    for (const auto& box : boxes) {
        EXPECT_TRUE(box.is_single());
        EXPECT_EQ(box.integrity, std::vector<std::uint16_t>{0});
    }
}

}  // namespace
}  // namespace conformance::probes::ike
