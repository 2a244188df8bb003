// An IKE_SA_INIT request this gateway can work with: SA, KE and Nonce, once each, well-formed.
#pragma once

#include <optional>
#include <vector>

#include "ike/header.h"
#include "ike/payload_chain.h"
#include "ike/proposal.h"

namespace gateway::ike {

struct KeyShare {
    std::uint16_t group = 0;
    Octets data;
};

struct IkeSaInitRequest {
    std::vector<Proposal> proposals;
    KeyShare key_share;
    Octets nonce;
    std::optional<Octets> cookie;
    std::optional<std::uint8_t> unknown_critical_payload;
};

[[nodiscard]] std::optional<IkeSaInitRequest> parse_ike_sa_init(const Header& header, View message);

}  // namespace gateway::ike
