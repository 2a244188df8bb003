// What to offer: suites that are usable at a version, and an offer as text, for what a survey
// learned.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/registries.h"

namespace conformance::peers::tls {

using Suites = std::vector<std::uint16_t>;

// A version and the suite that was selected at it.
struct Offer {
    std::uint16_t version = 0;
    std::uint16_t suite = 0;

    auto operator<=>(const Offer&) const = default;
};

[[nodiscard]] std::string to_string(const Offer& offer);  // TLS 1.2/0xC030
[[nodiscard]] std::optional<Offer> read_offer(const std::string& text);

// All registered suites that can be selected at the version, in the registry's order.
[[nodiscard]] Suites suites_usable_at(std::uint16_t version, const catalog::Registries& registries);
// Those of them that servers usually have: RSA, DHE and ECDHE with AES, 3DES, RC4 or ChaCha20. A
// short list, for servers that stumble over long ones.
[[nodiscard]] Suites usual_suites_at(std::uint16_t version, const catalog::Registries& registries);

// Those whose keys come of Diffie-Hellman in a finite field. Some servers select them only for a client that lists the groups of
// RFC 7919, others only for one that does not.
[[nodiscard]] Suites finite_field_suites(const Suites& suites,
                                         const catalog::Registries& registries);

[[nodiscard]] bool contains(const Suites& suites, std::uint16_t suite);
[[nodiscard]] Suites without(Suites suites, const Suites& unwanted);

}  // namespace conformance::peers::tls
