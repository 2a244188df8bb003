// Ports of VPN protocols that are no tunnel type: OpenVPN's own, L2TP, PPTP, and those of other products.

#include <array>
#include <charconv>

#include "peers/tls/hard_reset.h"
#include "probes/ports/controls.h"
#include "probes/ports/datagram.h"
#include "probes/ports/tables.h"

namespace conformance::probes::ports {

namespace {

std::vector<std::string> other_ports(const catalog::Edition&, const catalog::Registries&)
{
    return {"udp-1194", "udp-1701", "tcp-1194", "tcp-1723", "tcp-992", "tcp-5555", "tcp-8443"};
}

std::uint16_t port_of(const std::string& instance)
{
    std::uint16_t port = 0;
    const auto digits = std::string_view{instance}.substr(4);
    std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return port;
}

Finding tcp_is_closed(Bench& bench, std::uint16_t port)
{
    const auto expected = "TCP " + std::to_string(port) + " is closed";
    const auto link = bench.network.open(Transport::tcp, {bench.target.address, port}, bench.patience.connect);
    switch (link->opened()) {
        case Received::Kind::octets: return fail("open", expected, "the connection was accepted", link->opening_frames());
        case Received::Kind::silence: return resting_on_absence(pass("silent", expected, "no answer: filtered", link->opening_frames()));
        default: return resting_on_absence(pass("refused", expected, "the connection was refused", link->opening_frames()));
    }
}

bool is_claimed(const Target& target, const std::string& instance)
{
    const auto port = port_of(instance);
    return instance.starts_with("tcp") ? port == target.ports.tls
                                       : port == target.ports.ike || port == target.ports.nat_t;
}

// The port of another VPN protocol is closed.
Finding other_port_is_closed(Bench& bench)
{
    const auto port = port_of(bench.instance);
    if (is_claimed(bench.target, bench.instance)) {
        Finding finding;
        finding.verdict = Verdict::not_applicable;
        finding.code = "claimed";
        finding.observed = "[ports] claims " + bench.instance + " for a tunnel type";
        return finding;
    }
    if (bench.instance.starts_with("tcp")) { return tcp_is_closed(bench, port); }
    const auto first = port == 1701 ? l2tp_connection_request(bench.random) : peers::tls::openvpn_hard_reset(bench.random);
    return expect_no_answer(bench, port, first, "no answer on UDP " + std::to_string(port));
}

const std::array table{
    Probe{"p2s/ports/other", other_port_is_closed, &host_answers, Impact::safe, other_ports},
};

}  // namespace

std::span<const Probe> other_port_probes() { return table; }

}  // namespace conformance::probes::ports
