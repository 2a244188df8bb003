// The Authentication payload and the signatures it may hold: RFC 7296, Sections 2.15 and 3.8,
// RFC 4754, RFC 7427.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/signature.h"

namespace gateway::ike {

struct Authenticator {
    std::uint8_t method = 0;
    Octets data;
};

struct Signature {
    std::vector<crypto::SignatureMethod> methods;  // it may be any of these
    Octets octets;
};

// Nothing when this gateway knows no such method, or no such algorithm in it.
[[nodiscard]] std::optional<Signature> signature_in(const Authenticator& authenticator);

// IANA's numbers of the hashes this gateway verifies with, and of RFC 7427's notify.
[[nodiscard]] const std::vector<std::uint16_t>& signature_hashes();

// How the gateway signs for a peer that has listed these hashes; none: it does not know RFC 7427.
struct OwnMethod {
    std::uint8_t number = 0;
    crypto::SignatureMethod method;
};
[[nodiscard]] OwnMethod own_method(const crypto::SigningKey& key,
                                   const std::vector<std::uint16_t>& peer_hashes);
[[nodiscard]] Authenticator authenticator(const OwnMethod& method, View signature);

}  // namespace gateway::ike
