// Replies that leave from a port that was not asked: RFC 7296, Section 2.11.
#include "mutants/port_mutants.h"

namespace gateway::mutants {

std::vector<Mutant> answers_from_another_port()
{
    return {{"answers_500_from_4500",
             "rfc7296/2.11/reply-from-the-port-asked",
             "wrong-source",
             "ports",
             {},
             [](net::Ingredients& gateway) {
                 gateway.ike_seams.wire = [other = gateway.configuration.listen.nat_t](
                                              ike::Send& datagram, const ike::Arrival& request) {
                     if (!request.on_nat_t_port) datagram.path.local.port = other;
                 };
             }}};
}

}  // namespace gateway::mutants
