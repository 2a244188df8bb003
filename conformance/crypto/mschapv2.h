// What comes of a password in MS-CHAPv2: RFC 2759, Section 8, and the keys of RFC 3079, Section 3,
// as EAP-MSCHAPv2 has them. Names of users are without a domain.
#pragma once

#include <optional>
#include <string>

#include "core/octets.h"

namespace conformance::crypto {

// Of the authenticator's challenge, the peer's challenge (16 octets each) and the user's name: 24
// octets.
inline constexpr auto mschapv2_response = "mschapv2-response";
// Of that response, both challenges and the name: the 20 octets by which the authenticator proves
// itself.
inline constexpr auto mschapv2_authenticator = "mschapv2-authenticator";
// Of that response: the 64 octets of the MSK.
inline constexpr auto mschapv2_key = "mschapv2-key";

// Nothing of another algorithm, of too few octets, or where the library lacks MD4 or DES. The
// password is UTF-8.
[[nodiscard]] std::optional<Octets> mschapv2(const std::string& algorithm,
                                             const std::string& password, View octets);

[[nodiscard]] bool is_utf8(const std::string& text);

}  // namespace conformance::crypto
