// UDP 500 and UDP 4500.

#include <array>

#include "peers/ike/initiator.h"
#include "probes/ports/controls.h"
#include "probes/ports/tables.h"

namespace conformance::probes::ports {

namespace {

using peers::ike::Answer;
using peers::ike::Initiator;
using peers::ike::Port;

Finding about(const Bench& bench, const Answer& answer, Verdict verdict, std::string code, std::string expected)
{
    Finding finding;
    finding.verdict = verdict;
    finding.code = std::move(code);
    finding.expected = std::move(expected);
    finding.observed = answer.text(bench.registries);
    finding.frames = answer.frames;
    finding.rests_on_absence = !answer.is_message();
    return finding;
}

catalog::IkeRow some_row(const Bench& bench)
{
    if (bench.edition.ike.empty()) { throw Unmet{"the edition has no IKE row to offer"}; }
    return bench.edition.ike.front();
}

Finding answers_as_claimed(Bench& bench, Port port)
{
    Initiator peer{bench, port};
    if (!bench.target.offers("IKEv2")) {
        const auto answer = peer.exchange_once(peer.ike_sa_init(some_row(bench)));
        return about(bench, answer, answer.is_message() ? Verdict::fail : Verdict::pass,
                     answer.is_message() ? "answered" : answer.code(), "no answer, since IKEv2 is not claimed");
    }
    const auto answer = peer.negotiate(peer.ike_sa_init(some_row(bench)));
    const auto expected = "an IKE_SA_INIT response, since IKEv2 is claimed";
    if (!answer.is_message()) { return about(bench, answer, Verdict::fail, "silent", expected); }
    if (port == Port::nat_t && !answer.with_marker) {
        return about(bench, answer, Verdict::fail, "marker-missing", expected);
    }
    return about(bench, answer, Verdict::pass, "answered", expected);
}

// UDP 500 answers IKE_SA_INIT if IKEv2 is claimed, and only then.
Finding udp_500_is_as_claimed(Bench& bench) { return answers_as_claimed(bench, Port::ike); }

// UDP 4500 answers IKE_SA_INIT behind the non-ESP marker if IKEv2 is claimed, and only then.
Finding udp_4500_is_as_claimed(Bench& bench) { return answers_as_claimed(bench, Port::nat_t); }

// A response leaves from the address and port the request was sent to, and returns to where the request came from.
Finding reply_leaves_from_the_port_asked(Bench& bench)
{
    auto finding = inconclusive("silent", "a response from the port asked", "no answer on either port");
    for (const auto port : {Port::ike, Port::nat_t}) {
        Initiator peer{bench, port};
        const auto answer = peer.negotiate(peer.ike_sa_init(some_row(bench)));
        if (!answer.is_message()) { continue; }
        const auto expected = "a response from " + to_string(peer.remote());
        const bool right = answer.from == peer.remote();
        finding = about(bench, answer, right ? Verdict::pass : Verdict::fail, right ? "answered" : "wrong-source",
                        expected);
        finding.observed = "a response from " + to_string(answer.from);
        if (!right) { break; }
    }
    return finding;
}

const std::array table{
    Probe{"p2s/ports/ike-500", udp_500_is_as_claimed, &host_answers},
    Probe{"p2s/ports/ike-4500", udp_4500_is_as_claimed, &host_answers},
    Probe{"rfc7296/2.11/reply-from-the-port-asked", reply_leaves_from_the_port_asked, &host_answers_ike},
};

}  // namespace

std::span<const Probe> ike_port_probes() { return table; }

}  // namespace conformance::probes::ports
