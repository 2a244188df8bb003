// Several boxes in one request: whether a gateway that refuses them together has read them. It has when it finds what is hidden in
// the first and in the last proposal of a request no less bulky.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "probes/ike/box.h"

namespace conformance::probes::ike {

// What a gateway may limit in a request.
struct Bulk {
    std::size_t proposals = 0, transforms = 0, octets = 0;

    [[nodiscard]] bool covers(const Bulk& other) const
    {
        return proposals >= other.proposals && transforms >= other.transforms && octets >= other.octets;
    }
    void grow_to(const Bulk& other);
};

// Of the whole request, whose KE payload has so many octets of data.
[[nodiscard]] Bulk bulk_of(const wire::ike::SecurityAssociation& offer, std::size_t public_octets);

enum class Side { before, behind };

// The offer with proposals made of the company's transforms on one side of its own, until the request is as bulky as wanted;
// nothing where the room ends before.
using Fits = std::function<bool(const wire::ike::SecurityAssociation&)>;
[[nodiscard]] std::optional<wire::ike::SecurityAssociation> in_company(const wire::ike::SecurityAssociation& offer,
                                                                       const std::vector<Box>& company, const Bulk& wanted,
                                                                       std::size_t public_octets, Side side, const Fits& fits);

}  // namespace conformance::probes::ike
