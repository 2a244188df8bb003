// A NAT keepalive that is not ignored: RFC 3948, Section 2.3.
#include <map>
#include <memory>

#include "mutants/ike_in_front.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc3948/2.3/keepalive-ignored";

bool is_keepalive(const ike::Datagram& datagram)
{
    return datagram.on_nat_t_port && datagram.octets.size() == 1 && datagram.octets.front() == 0xff;
}

std::optional<ike::Actions> answer_in_kind(const ike::Datagram& datagram)
{
    if (!is_keepalive(datagram)) return std::nullopt;
    ike::Actions actions;
    actions.send.push_back({datagram.path, copy_of(datagram.octets)});
    return actions;
}

// As long as the peer tries, and no longer: its port may soon be another's.
Interception shun_whoever_sends_one()
{
    constexpr unsigned tries = 3;
    return [left = std::make_shared<std::map<std::uint16_t, unsigned>>()](
               const ike::Datagram& datagram) -> std::optional<ike::Actions> {
        const std::uint16_t port = datagram.path.peer.port;
        if (is_keepalive(datagram)) {
            (*left)[port] = tries;
        } else if ((*left)[port] == 0) {
            return std::nullopt;
        } else {
            --(*left)[port];
        }
        return ike::Actions{};
    };
}

}  // namespace

std::vector<Mutant> minds_keepalives()
{
    return {{"answers_keepalives",
             requirement,
             "answered",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.around_ike = in_front(answer_in_kind); }},
            {"shuns_whoever_sends_a_keepalive",
             requirement,
             "session-disturbed",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 gateway.around_ike = in_front(shun_whoever_sends_one());
             }}};
}

}  // namespace gateway::mutants
