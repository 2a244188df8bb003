// The AUTH payload by certificate: RFC 7296, Sections 2.15 and 3.8; RFC 4754; RFC 7427.
#pragma once

#include <optional>
#include <vector>

#include "core/credentials.h"
#include "crypto/signature.h"
#include "wire/ike/message.h"

namespace conformance::peers::ike {

// What one side signs: its first message, the other's nonce, and its ID payload without the generic header under SK_p.
struct Signer {
    View message, nonce;
    std::uint16_t prf = 0;
    View key;  // SK_pi or SK_pr
};
[[nodiscard]] Octets octets_to_sign(const Signer& signer, const wire::ike::Payload& identification);

// The hash algorithms of a SIGNATURE_HASH_ALGORITHMS notify; nothing where the message has none.
[[nodiscard]] std::optional<std::vector<std::uint16_t>> signature_hashes(const wire::ike::Message& message);
[[nodiscard]] wire::ike::Payload signature_hash_algorithms(const std::vector<std::uint16_t>& hashes);

// How our certificate's key signs. `hashes` are the peer's, where both sides sent SIGNATURE_HASH_ALGORITHMS.
struct OwnMethod {
    wire::ike::AuthenticationMethod method{};
    crypto::SignatureScheme scheme;
};
// Nothing for a key of another kind.
[[nodiscard]] std::optional<OwnMethod> method_for(View certificate, const std::optional<std::vector<std::uint16_t>>& hashes);
// Nothing where the credentials do not sign so.
[[nodiscard]] std::optional<wire::ike::Authentication> sign(Credentials& credentials, const OwnMethod& how, View octets);

struct Verified {
    crypto::SignatureCheck check = crypto::SignatureCheck::unknown;
    std::optional<crypto::SignatureScheme> scheme;  // what the method names, or what verified
};
// `certificate` in DER. A method without signature, or an unknown one, is unknown.
[[nodiscard]] Verified verify(const wire::ike::Authentication& authentication, View certificate, View octets);

// AUTH by a key that came of EAP: RFC 7296, Section 2.15.
[[nodiscard]] wire::ike::Authentication authentication_by(View key, std::uint16_t prf, View octets);
[[nodiscard]] bool is_authentication_by(View key, std::uint16_t prf, View octets, const wire::ike::Authentication& theirs);

// The packet of EAP among the payloads of a message; nothing where there is none, or more than one.
[[nodiscard]] std::optional<Octets> eap_packet_in(const std::vector<wire::ike::Payload>& inside);
[[nodiscard]] wire::ike::Payload eap_payload(Octets packet);

// The AlgorithmIdentifier in front of a Digital Signature; nothing where it does not fit.
[[nodiscard]] std::optional<View> algorithm_identifier_of(const wire::ike::Authentication& authentication);

}  // namespace conformance::peers::ike
