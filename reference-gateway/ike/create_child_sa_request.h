// A CREATE_CHILD_SA request, opened: RFC 7296, Section 1.3. It asks for a new Child SA, for one in
// the place of another, or for a new IKE SA in the place of this.
#pragma once

#include <optional>
#include <vector>

#include "ike/ike_auth_request.h"
#include "ike/ike_sa_init_request.h"

namespace gateway::ike {

struct CreateChildSaRequest {
    std::vector<Proposal> proposals;
    Octets nonce;
    std::optional<KeyShare> key_share;
    TrafficSelectors initiator, responder;       // none: of a new IKE SA
    std::optional<std::uint32_t> rekeyed_spi;  // the peer's inbound SPI of the Child SA to replace

    [[nodiscard]] bool is_for_an_ike_sa() const;
};

// Nothing when it cannot be read, or lacks what all of its forms have.
[[nodiscard]] std::optional<CreateChildSaRequest> parse_create_child_sa(const Chain& chain);

}  // namespace gateway::ike
