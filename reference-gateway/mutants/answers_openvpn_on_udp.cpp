// OpenVPN where only TCP is allowed: it answers on UDP 443.
#include "mutants/openvpn_reset.h"
#include "mutants/port_mutants.h"

namespace gateway::mutants {

std::vector<Mutant> answers_openvpn_on_udp()
{
    return {{"answers_openvpn_on_udp_443",
             "p2s/ports/no-tls-tunnel-on-udp",
             "answered",
             "ports",
             {},
             [](net::Ingredients& gateway) {
                 gateway.more_udp.push_back(
                     {gateway.configuration.listen.tls,
                      [](const Path&, View octets) { return answer_hard_reset(octets); }});
             }}};
}

}  // namespace gateway::mutants
