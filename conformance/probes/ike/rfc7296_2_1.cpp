// RFC 7296, Section 2.1: Use of Retransmission Timers.

#include <algorithm>
#include <array>
#include <deque>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/rows.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

// The same IKE_SA_INIT request sent again, before IKE_AUTH, brings the same response, octet for octet.
Finding retransmission_brings_the_same_response(Bench& bench)
{
    Initiator peer{bench};
    const auto first = peer.exchange(peer.ike_sa_init(known_row(bench)));
    if (!first.accepted()) { throw Unmet{"the first request was not accepted: " + first.text(bench.registries)}; }
    auto second = peer.repeat();
    (void)peer.conclude(first);

    const auto expected = "the response of frame " + std::to_string(first.frames.back()) + " again, octet for octet";
    second.frames.insert(second.frames.begin(), first.frames.begin(), first.frames.end());
    if (!second.is_message()) { return fail(bench, second, "silent", expected); }
    if (second.message().notify(wire::ike::NotifyType::cookie) != nullptr) {  // its defence against floods came first
        return inconclusive("cookie-instead", expected, second.text(bench.registries), second.frames);
    }
    if (second.octets != first.octets) { return fail(bench, second, "response-differs", expected); }
    return pass(bench, second, expected);
}

// Where two requests with one initiator SPI, from different ports and with different nonces, both make SAs, their responder SPIs differ.
Finding one_spi_of_two_peers_makes_two_sas(Bench& bench)
{
    Initiator peer{bench};
    const auto first = half_open(bench, peer, known_row(bench));
    Initiator other{bench};
    other.assume_spi(peer.spi());
    auto second = other.exchange(other.ike_sa_init(known_row(bench)));
    (void)peer.conclude_once(first);

    const auto expected = "an SA of its own for the second peer";
    if (!second.accepted()) {
        auto finding = pass(bench, second, expected);
        finding.rests_on_absence = !second.is_message();
        finding.advisories.push_back({"not-served", "of two peers that chose the same SPI, as two behind one NAT may, only the first was "
                                                    "served; a robust responder tells them apart",
                                      "RFC 7296, Section 2.1"});
        return finding;
    }
    if (second.message().responder_spi == first.message().responder_spi) {
        return fail(bench, second, "responder-spi-repeated", expected);
    }
    (void)other.conclude_once(second);
    return pass(bench, second, expected);
}

// Three requests at once: a path may double one datagram, but hardly all.
constexpr std::size_t watched = 3;
// Retransmission timers of IKE implementations begin at half a second.
constexpr auto watch = std::chrono::milliseconds{800};

// The responses that came more often than they were asked for.
struct Unasked {
    std::size_t responses = 0;
    std::vector<unsigned> frames;

    void count(Initiator& peer, const Answer& answer, Duration patience)
    {
        const auto copies = peer.copies_of(answer, patience);
        if (copies.size() < answer.requests) { return; }
        ++responses;
        frames.insert(frames.end(), copies.begin(), copies.end());
    }
};

Finding judged(const Unasked& unasked, Finding finding)
{
    finding.observed = std::to_string(unasked.responses) + " of " + std::to_string(watched) + " came more often than their request was sent";
    finding.frames.insert(finding.frames.end(), unasked.frames.begin(), unasked.frames.end());
    if (unasked.responses == watched) {
        finding.verdict = Verdict::fail;
        finding.code = "sent-unasked";
    } else if (unasked.responses > 0) {
        finding.advisories.push_back({"came-again", "a response came twice, as some paths make it", "RFC 7296, Section 2.1"});
    }
    return finding;
}

// A response is sent once for each copy of the request, never on the gateway's own motion.
Finding responder_never_retransmits(Bench& bench)
{
    std::deque<Initiator> peers;
    std::vector<Answer> answers;
    for (std::size_t i = 0; i < watched; ++i) {
        answers.push_back(half_open(bench, peers.emplace_back(bench), known_row(bench)));
    }
    const auto expected = "each response once for each time that its request was sent, watched for " + std::to_string(watch.count()) + " ms";
    Unasked before, after;
    const auto end = bench.network.now() + watch;
    for (std::size_t i = 0; i < watched; ++i) {
        before.count(peers[i], answers[i], end - bench.network.now());
    }
    for (std::size_t i = 0; i < watched; ++i) {
        const auto conclusion = peers[i].conclude_once(answers[i]);
        if (conclusion.answer.is_message()) { after.count(peers[i], conclusion.answer, bench.patience.quiet); }
    }
    return judged(std::max(before, after, [](const auto& a, const auto& b) { return a.responses < b.responses; }),
                  pass(bench, answers.front(), expected));
}

const std::array table{
    Probe{"rfc7296/2.1/responder-never-retransmits", responder_never_retransmits, &known_row_is_accepted},
    Probe{"rfc7296/2.1/retransmission-answered-identically", retransmission_brings_the_same_response,
          &known_row_is_accepted},
    Probe{"rfc7296/2.1/one-spi-of-two-peers", one_spi_of_two_peers_makes_two_sas, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_1_probes() { return table; }

}  // namespace conformance::probes::ike
