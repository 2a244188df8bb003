// An IKE port that does not answer although IKEv2 is offered.
#include "mutants/ike_in_front.h"
#include "mutants/port_mutants.h"

namespace gateway::mutants {
namespace {

Mutant deaf(std::string name, std::string requirement, bool nat_t, std::vector<std::string> also)
{
    return {std::move(name),
            std::move(requirement),
            "silent",
            "ports",
            std::move(also),
            [=](net::Ingredients& gateway) {
                gateway.around_ike =
                    in_front([=](const ike::Datagram& datagram) -> std::optional<ike::Actions> {
                        if (datagram.on_nat_t_port != nat_t) return std::nullopt;
                        return ike::Actions{};
                    });
            }};
}

}  // namespace

std::vector<Mutant> is_deaf_on_a_port()
{
    return {
        deaf("is_deaf_on_port_500", "p2s/ports/ike-500", false, 
             {"p2s/ike", "p2s/clients", "rfc3948", "rfc5282", "rfc5903", "rfc6989", "rfc7296",
              "rfc7383"}),
        deaf("is_deaf_on_port_4500", "p2s/ports/ike-4500", true,
             {"p2s/ike/nat-t-row", "p2s/ike/nat-t-nothing-else", "rfc3948/2.2/non-esp-marker",
              "rfc3948/2.3/keepalive-ignored", "rfc7296/2.11/reply-from-the-port-asked",
              "rfc7296/2/error-answers-carry-the-marker"})};
}

}  // namespace gateway::mutants
