// TCP 443, and UDP 443, where no tunnel of this kind belongs.

#include <algorithm>
#include <array>
#include <iterator>

#include "peers/tls/classify.h"
#include "peers/tls/client.h"
#include "peers/tls/hard_reset.h"
#include "probes/ports/controls.h"
#include "probes/ports/datagram.h"
#include "probes/ports/tables.h"

namespace conformance::probes::ports {

namespace {

using peers::tls::Classification;

std::string claimed_kind(const Target& target)
{
    if (target.offers("SSTP")) { return "sstp"; }
    return target.offers("OpenVPN") ? "openvpn" : "closed";
}

// TCP 443 is exactly one thing, as claimed: SSTP, OpenVPN, or closed when neither is.
Finding tls_port_is_as_claimed(Bench& bench)
{
    const auto seen = peers::tls::classify_tls_port(bench);
    const auto kind = peers::tls::to_string(seen.kind);
    const auto wanted = claimed_kind(bench.target);
    const auto code = "classified-as:" + kind;
    const auto expected = "TCP " + std::to_string(bench.target.ports.tls) + " is " + wanted;
    // An OpenVPN server with tls-auth says nothing to a stranger: that can be neither confirmed nor held against it.
    auto finding = kind == wanted ? pass(code, expected, seen.text, seen.frames)
                   : wanted == "openvpn" && seen.kind == Classification::Kind::unknown
                       ? inconclusive(code, expected, seen.text, seen.frames)
                       : fail(code, expected, seen.text, seen.frames);
    finding.rests_on_absence =
        seen.kind == Classification::Kind::closed || seen.kind == Classification::Kind::unknown;
    return finding;
}

// Neither OpenVPN nor SSTP answers on UDP 443.
Finding no_tls_tunnel_on_udp(Bench& bench)
{
    const auto expected = "no answer on UDP " + std::to_string(bench.target.ports.tls);
    const auto hello = peers::tls::Client{bench}.hello(0x0303, peers::tls::usual_suites_at(0x0303, bench.registries));
    std::vector<unsigned> frames;
    for (const auto& stimulus :
         {peers::tls::openvpn_hard_reset(bench.random), peers::tls::octets_of(hello, 0x0301)}) {
        auto finding = expect_no_answer(bench, bench.target.ports.tls, stimulus, expected);
        if (finding.verdict != Verdict::pass) { return finding; }
        std::ranges::copy(finding.frames, std::back_inserter(frames));
    }
    return resting_on_absence(
        pass("silent", expected, "neither an OpenVPN hard reset nor a ClientHello was answered", frames));
}

const std::array table{
    Probe{"p2s/ports/tls-443", tls_port_is_as_claimed, &host_answers},
    Probe{"p2s/ports/no-tls-tunnel-on-udp", no_tls_tunnel_on_udp, &host_answers},
};

}  // namespace

std::span<const Probe> tls_port_probes() { return table; }

}  // namespace conformance::probes::ports
