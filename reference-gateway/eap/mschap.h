// The computations of MS-CHAPv2 (RFC 2759, Section 8) and the keys that come of it (RFC 3079,
// Section 3). A password is known by its hash alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/octets.h"

namespace gateway::eap {

inline constexpr std::size_t mschap_challenge_size = 16;
inline constexpr std::size_t nt_response_size = 24;

// Nothing when the password is not UTF-8, or longer than 256 characters of UTF-16.
[[nodiscard]] std::optional<Octets> nt_password_hash(std::string_view password);

struct MschapExchange {
    Octets authenticator_challenge, peer_challenge;
    Octets user;  // without the domain before it
};

[[nodiscard]] Octets challenge_hash(const MschapExchange& exchange);
[[nodiscard]] Octets nt_response(const MschapExchange& exchange, View password_hash);
// "S=" and 40 hexadecimal digits, by which the authenticator proves that it knows the password.
[[nodiscard]] std::string authenticator_response(const MschapExchange& exchange, View password_hash,
                                                 View nt_response);

// Seen from the authenticator, 16 octets each.
struct MschapKeys {
    Octets receive, send;
};
[[nodiscard]] MschapKeys mschap_keys(View password_hash, View nt_response);

}  // namespace gateway::eap
