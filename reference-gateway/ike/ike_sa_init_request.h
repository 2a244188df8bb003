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

// RFC 7296, Section 3.4.
[[nodiscard]] std::optional<KeyShare> parse_key_share(View body);
// Of 16 to 256 octets: Section 3.9.
[[nodiscard]] bool is_nonce(View octets) noexcept;

struct IkeSaInitRequest {
    std::vector<Proposal> proposals;
    KeyShare key_share;
    Octets nonce;
    std::optional<Octets> cookie;
    std::vector<std::uint16_t> signature_hashes;  // RFC 7427
    std::optional<std::uint8_t> unknown_critical_payload;
    bool supports_fragments = false;  // RFC 7383
};

[[nodiscard]] std::optional<IkeSaInitRequest> parse_ike_sa_init(const Header& header, View message);

}  // namespace gateway::ike
