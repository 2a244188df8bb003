// RFC 7296, Section 3.9: Nonce Payload. What the initiator's may be like.

#include <array>

#include "peers/ike/nonce_length.h"
#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/odd_request.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using peers::ike::longest_nonce;
using peers::ike::shortest_nonce;

constexpr std::size_t least_of_all = 16;

Message with_nonce(Bench& bench, Initiator& peer, const catalog::IkeRow& row, std::size_t octets)
{
    auto request = peer.ike_sa_init(row);
    for (auto& payload : request.payloads) {
        if (auto* nonce = std::get_if<Nonce>(&payload.body)) { nonce->data = bench.random.octets(octets); }
    }
    return request;
}

// An accepted row whose PRF is content with 16 octets; else the known one.
catalog::IkeRow row_for_short_nonces(Bench& bench)
{
    const auto known = known_row(bench);
    if (shortest_nonce(known.prf) == least_of_all) { return known; }
    constexpr unsigned most_refusals = 2;
    unsigned refused = 0;
    for (const auto& row : bench.edition.ike) {
        if (shortest_nonce(row.prf) != least_of_all) { continue; }
        Initiator peer{bench};
        if (peer.negotiate(peer.ike_sa_init(row)).accepted()) { return row; }
        if (++refused == most_refusals) { break; }
    }
    return known;
}

// Nonces of 16 octets, where half the PRF key is no longer than that, and of 256 octets are accepted.
Finding legal_nonce_lengths_are_accepted(Bench& bench)
{
    const auto row = row_for_short_nonces(bench);
    Finding finding;
    for (const auto octets : {shortest_nonce(row.prf), longest_nonce}) {
        Initiator peer{bench};
        finding = expect_normal_answer(bench, peer.negotiate(with_nonce(bench, peer, row, octets)));
        finding.observed = "a nonce of " + std::to_string(octets) + " octets: " + finding.observed;
        if (finding.verdict != Verdict::pass) { break; }
    }
    return finding;
}

// Nonces of 15 and 257 octets, which no initiator may send, are survived.
Finding illegal_nonce_lengths_are_survived(Bench& bench)
{
    Finding finding;
    std::string observed;
    for (const auto octets : {least_of_all - 1, longest_nonce + 1}) {
        Initiator peer{bench};
        const auto answer = peer.exchange_briefly(with_nonce(bench, peer, known_row(bench), octets));
        finding = expect_survival(bench, peer, answer, "any reaction, and the gateway lives");
        observed += (observed.empty() ? "" : "; ") + std::to_string(octets) + " octets: " + finding.observed;
    }
    finding.observed = observed;
    return finding;
}

const std::array table{
    Probe{"rfc7296/3.9/nonce-lengths-accepted", legal_nonce_lengths_are_accepted, &known_row_is_accepted},
    Probe{"rfc7296/3.9/illegal-nonce-lengths", illegal_nonce_lengths_are_survived, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_3_9_probes() { return table; }

}  // namespace conformance::probes::ike
