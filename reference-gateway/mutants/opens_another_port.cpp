// The port of another VPN protocol, or any other, that should be closed.
#include <optional>

#include "mutants/openvpn_reset.h"
#include "mutants/other_streams.h"
#include "mutants/port_mutants.h"

namespace gateway::mutants {
namespace {

// Where IKE is not on 500, as with --demo, every port lies as far above its usual number.
std::uint16_t shifted(const net::Ingredients& gateway, int usual)
{
    return static_cast<std::uint16_t>(usual + gateway.configuration.listen.ike - 500);
}

Mutant opens_tcp(int port)
{
    const std::string number = std::to_string(port);
    return {"opens_tcp_" + number,
            "p2s/ports/other/tcp-" + number,
            "open",
            "ports",
            {"p2s/ports/nothing-else"},
            [=](net::Ingredients& gateway) {
                gateway.more_tcp.push_back({shifted(gateway, port), mute_stream()});
            }};
}

// L2TP's answer to whoever asks is as long as the question; what it says is not looked at.
std::optional<Octets> echo(const Path&, View octets)
{
    return copy_of(octets);
}

Mutant answers_udp(int port, net::DatagramAnswer answer)
{
    const std::string number = std::to_string(port);
    return {"answers_on_udp_" + number,
            "p2s/ports/other/udp-" + number,
            "answered",
            "ports",
            {},
            [=](net::Ingredients& gateway) {
                gateway.more_udp.push_back({shifted(gateway, port), answer});
            }};
}

}  // namespace

std::vector<Mutant> opens_another_port()
{
    return {opens_tcp(1194),
            opens_tcp(1723),
            opens_tcp(992),
            opens_tcp(5555),
            opens_tcp(8443),
            answers_udp(1194, [](const Path&, View octets) { return answer_hard_reset(octets); }),
            answers_udp(1701, echo),
            {"opens_tcp_8080",
             "p2s/ports/nothing-else",
             "open",
             "ports",
             {},
             [](net::Ingredients& gateway) {
                 gateway.more_tcp.push_back({shifted(gateway, 8080), web_stream()});
             }}};
}

}  // namespace gateway::mutants
