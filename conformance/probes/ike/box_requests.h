// Boxes as IKE_SA_INIT requests: which of them fit into one, what KE payload goes with them, and what comes back.
#pragma once

#include <optional>
#include <vector>

#include "peers/ike/initiator.h"
#include "probes/ike/box.h"
#include "probes/ike/company.h"

namespace conformance::probes::ike {

struct Reply {
    // odd: a message that neither accepts nor refuses.
    enum class Kind { refused, accepted, wants_group, silent, odd };

    Kind kind = Kind::silent;
    std::uint16_t group = 0;                  // wanted
    std::optional<catalog::IkeRow> selected;  // accepted, and readable as one tuple
    std::vector<unsigned> frames;
};

class BoxRequests {
   public:
    BoxRequests(Bench& bench, peers::ike::Port port) : bench_{bench}, port_{port} {}

    [[nodiscard]] Reply ask(const std::vector<Box>& boxes);
    [[nodiscard]] Reply ask(const wire::ike::SecurityAssociation& offer, std::uint16_t ke_group);

    // The computable group of the boxes with the shortest public value, where the request has room for it and whatever is accepted
    // can be finished. Else a group that is not offered: a gateway that accepts a tuple of the boxes then asks for its group, while
    // a made-up public value would be refused for what it is.
    [[nodiscard]] std::uint16_t ke_group(const std::vector<Box>& boxes) const;
    // The same, whether it can be finished or not.
    [[nodiscard]] std::uint16_t ke_group_of_its_own(const std::vector<Box>& boxes) const;
    // Whether the request stays within what every implementation must take, and leaves some octets: 1280. RFC 7296, Section 2.
    [[nodiscard]] bool fits(const wire::ike::SecurityAssociation& offer, std::uint16_t ke_group, std::size_t spare = 0) const;
    // As few requests as hold all boxes, largest first. Those of several leave room for a control no less bulky.
    [[nodiscard]] std::vector<std::vector<Box>> packed(std::vector<Box> boxes) const;

    [[nodiscard]] std::size_t public_octets_of(std::uint16_t group) const;
    [[nodiscard]] Bulk bulk_of(const wire::ike::SecurityAssociation& offer, std::uint16_t ke_group) const;

    [[nodiscard]] unsigned requests() const { return requests_; }
    [[nodiscard]] unsigned silences() const { return silences_; }
    [[nodiscard]] unsigned oddities() const { return oddities_; }

   private:
    Bench& bench_;
    peers::ike::Port port_;
    unsigned requests_ = 0, silences_ = 0, oddities_ = 0;
};

[[nodiscard]] wire::ike::SecurityAssociation offer_of(const std::vector<Box>& boxes);

}  // namespace conformance::probes::ike
