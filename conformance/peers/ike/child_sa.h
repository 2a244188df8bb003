// The keys of a Child SA: RFC 7296, Section 2.17; RFC 4106 and RFC 4303 for what they protect.
#pragma once

#include <optional>
#include <string>

#include "core/link.h"
#include "crypto/protection.h"
#include "peers/ike/key_schedule.h"
#include "wire/ike/proposal.h"

namespace conformance::peers::ike {

// Of the initiator's and of the responder's packets; an encryption key ends with the salt of its cipher, where it has one.
struct ChildKeys {
    Octets encryption_initiator, integrity_initiator, encryption_responder, integrity_responder;
};

struct ChildSa {
    crypto::Protection protection;
    Octets initiator_spi, responder_spi;  // each side receives under its own
    ChildKeys keys;
};

// The encryption and integrity of an ESP proposal with one transform of each type.
[[nodiscard]] std::optional<crypto::Protection> protection_of(const wire::ike::Proposal& proposal);

// Of the exchange's own nonces, and the shared secret of its key exchange where it had one. Nothing for an algorithm that the prober
// does not have.
[[nodiscard]] std::optional<ChildKeys> derive_child_keys(const crypto::Protection& protection, std::uint16_t prf, View sk_d,
                                                         const Nonces& nonces, View secret = {});

// Lines of tshark's esp_sa table, one a direction; empty for an algorithm that it has no word for.
[[nodiscard]] std::vector<std::string> esp_sa_lines(const ChildSa& sa, const Endpoint& initiator, const Endpoint& responder);

}  // namespace conformance::peers::ike
