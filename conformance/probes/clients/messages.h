// The messages of a client, made from its file: RFC 7296, Sections 1.2 and 2.6.
#pragma once

#include "catalog/vpn_client.h"
#include "peers/ike/tunnel.h"

namespace conformance::probes::clients {

// Whether its IKE_SA_INIT says that IKE messages may come in fragments. The prober puts none
// together, so it is silent about them where a certificate is to come back.
enum class Fragments { as_the_client, not_announced };

[[nodiscard]] wire::ike::Message ike_sa_init(peers::ike::Initiator& peer,
                                             const catalog::VpnClient& client,
                                             std::uint16_t ke_group, Fragments fragments);

// What became of a client's IKE_SA_INIT, an INVALID_KE_PAYLOAD followed where the client can follow
// it.
struct Begun {
    peers::ike::Answer answer;  // with the frames of every round
    std::uint16_t group = 0;    // of the last KE payload
};
[[nodiscard]] Begun begin(peers::ike::Initiator& peer, const catalog::VpnClient& client,
                          Fragments fragments);

// Its IKE_AUTH by certificate. INITIAL_CONTACT is left out: it would end tunnels of this
// certificate that are not ours.
[[nodiscard]] wire::ike::Message ike_auth(peers::ike::Tunnel& tunnel,
                                          const catalog::VpnClient& client, const Bench& bench);

}  // namespace conformance::probes::clients
