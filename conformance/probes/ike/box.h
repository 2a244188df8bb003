// Product boxes: one IKE proposal with many transforms of each type stands for all their combinations.
#pragma once

#include <cstdint>
#include <vector>

#include "catalog/edition.h"
#include "wire/ike/proposal.h"

namespace conformance::probes::ike {

struct Encryption {
    std::uint16_t number = 0, key_length = 0;
    auto operator<=>(const Encryption&) const = default;
};

// The tuples encryption x prf x integrity x group; an AEAD box has integrity 0 alone.
struct Box {
    std::vector<Encryption> encryption;
    std::vector<std::uint16_t> prf, integrity, group;

    [[nodiscard]] std::size_t tuples() const;
    [[nodiscard]] bool contains(const catalog::IkeRow& row) const;
    [[nodiscard]] bool is_single() const { return tuples() == 1; }
    bool operator==(const Box&) const = default;
};

// The IANA grid: every registered encryption with each key length, PRF, integrity and group; AEAD and non-AEAD apart, since
// they cannot stand in one proposal.
[[nodiscard]] std::vector<Box> grid(const catalog::Registries& registries);

// The grid without the rows, as few disjoint boxes.
[[nodiscard]] std::vector<Box> complement(const catalog::Registries& registries,
                                          const std::vector<catalog::IkeRow>& rows);

// The box without a tuple, which is one of its own, as disjoint boxes.
[[nodiscard]] std::vector<Box> without(const Box& box, const catalog::IkeRow& row);
// The same without several, as few boxes.
[[nodiscard]] std::vector<Box> without(const Box& box, const std::vector<catalog::IkeRow>& rows);
// The tuples of the box that have the group, and those that have not; either may be none.
struct Parted {
    Box with, without;
};
[[nodiscard]] Parted parted_by_group(const Box& box, std::uint16_t group);
// The box cut in two along its longest side.
[[nodiscard]] std::vector<Box> halves(const Box& box);
// The box of one tuple.
[[nodiscard]] Box single(const catalog::IkeRow& tuple);
// The tuple at a position from 0 to tuples() - 1.
[[nodiscard]] catalog::IkeRow tuple_at(const Box& box, std::size_t position);

[[nodiscard]] wire::ike::Proposal proposal_of(const Box& box, std::uint8_t number);
// Where the rows' transforms stand among the box's own, in each type.
enum class Place { first, middle, last };
// A proposal that holds the box's transforms and those of the rows.
[[nodiscard]] wire::ike::Proposal proposal_with(const Box& box, const std::vector<catalog::IkeRow>& rows,
                                                Place place, std::uint8_t number);
// Those of the rows that can stand in one proposal with the box: AEAD with AEAD, others with others.
[[nodiscard]] std::vector<catalog::IkeRow> rows_of_its_kind(const Box& box,
                                                            const std::vector<catalog::IkeRow>& rows);
// Octets of the box as a proposal.
[[nodiscard]] std::size_t proposal_octets(const Box& box);

}  // namespace conformance::probes::ike
