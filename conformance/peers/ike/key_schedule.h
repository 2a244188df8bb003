// The keys of an IKE SA: RFC 7296, Section 2.14.
#pragma once

#include <optional>
#include <string>

#include "catalog/edition.h"
#include "core/octets.h"
#include "crypto/protection.h"

namespace conformance::peers::ike {

struct Nonces {
    View initiator, responder;
};

struct IkeKeys {
    crypto::Protection protection;
    Octets skeyseed, d, ai, ar, ei, er, pi, pr;
};

// Nothing when the tuple holds an algorithm the prober does not have. `spis` is SPIi | SPIr.
[[nodiscard]] std::optional<IkeKeys> derive_keys(const catalog::IkeRow& tuple, View shared_secret,
                                                 const Nonces& nonces, View spis);
// In the place of an IKE SA with this PRF and SK_d: Section 2.18.
[[nodiscard]] std::optional<IkeKeys> derive_keys_again(const catalog::IkeRow& tuple, std::uint16_t old_prf, View old_d,
                                                       View shared_secret, const Nonces& nonces, View spis);
// Whether it holds none.
[[nodiscard]] bool can_derive_keys(const catalog::IkeRow& tuple);

// A line of tshark's ikev2_decryption_table.
[[nodiscard]] std::string decryption_table_line(const IkeKeys& keys, View initiator_spi,
                                                View responder_spi);

}  // namespace conformance::peers::ike
