// Probes inside an IKE SA that our client opened, by certificate or by EAP; and their controls.
#pragma once

#include "peers/ike/tunnel.h"
#include "probes/ike/controls.h"

namespace conformance::probes::ike {

using peers::ike::Conclusion;
using peers::ike::Tunnel;

// The gateway lets our client in, as it did at the start of the run.
extern const Control tunnel_is_established;
// The same, by a signature of our certificate's key in IKE_AUTH.
extern const Control signature_opens_a_tunnel;
// Tries it, at the start of the run.
void survey_tunnels(Bench& bench, Learned& learned);

// The hash algorithms that a client lists: SHA2-256, 384 and 512.
inline const std::vector<std::uint16_t> all_hashes{2, 3, 4};

// The NAT traversal port where it answers: there IKE and ESP share a port from the first message on.
[[nodiscard]] Port tunnel_port(const Bench& bench);
// Whether the client says that it supports fragments (RFC 7383): always, never, or unless a gateway that says so too was seen to lose them.
enum class Fragments { where_they_work, offered, not_offered };
// An accepted IKE_SA_INIT of the row that the survey saw accepted; without hashes it lists none. Throws Unmet when it is refused.
[[nodiscard]] Tunnel half_open_tunnel(Bench& bench, const std::vector<std::uint16_t>& hashes = all_hashes,
                                      Fragments fragments = Fragments::where_they_work);
[[nodiscard]] Tunnel half_open_tunnel_of(Bench& bench, const catalog::IkeRow& row);
// Of another row; and whether our client opens it. Throws Unmet where it does not.
[[nodiscard]] Tunnel established_tunnel_of(Bench& bench, const catalog::IkeRow& row);
// Why a tunnel was not established.
[[nodiscard]] std::string why_not_established(const Bench& bench, const Tunnel& tunnel);
// A half-open one, and IKE_AUTH; it may have been refused.
[[nodiscard]] Tunnel tried_tunnel(Bench& bench, const std::vector<std::uint16_t>& hashes = all_hashes);
// Throws Unmet when it was refused.
[[nodiscard]] Tunnel established_tunnel(Bench& bench, const std::vector<std::uint16_t>& hashes = all_hashes);

// What `judge` finds; then the tunnel is left, even where the experiment cannot be carried out.
template <class Judge>
[[nodiscard]] Finding left_after(Tunnel& tunnel, Judge judge)
try {
    auto finding = judge();
    tunnel.leave();
    return finding;
} catch (const Unmet&) {
    tunnel.leave();
    throw;
}
// What a probe finds in an established tunnel, which it leaves afterwards.
[[nodiscard]] Finding in_tunnel(Bench& bench, Finding (*judge)(Bench&, Tunnel&));

// A fail because an IKE_AUTH opened no IKE SA: refused, or silent. Throws Unmet where an ordinary one is not taken either.
[[nodiscard]] Finding not_taken(Bench& bench, const Tunnel& tunnel, std::string expected);
// A finding from this answer, with its frames, and what stands inside as the observation.
// The code of a response that was not opened: cannot-decrypt, or silent.
[[nodiscard]] std::string silence_of(const Conclusion& conclusion);
[[nodiscard]] Finding pass(const Bench& bench, const Conclusion& conclusion, std::string code, std::string expected);
[[nodiscard]] Finding fail(const Bench& bench, const Conclusion& conclusion, std::string code, std::string expected);
[[nodiscard]] Finding inconclusive(const Bench& bench, const Conclusion& conclusion, std::string code, std::string expected);

}  // namespace conformance::probes::ike
