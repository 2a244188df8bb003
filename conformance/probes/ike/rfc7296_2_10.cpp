// RFC 7296, Section 2.10: Nonces. What the responder's are like.

#include <algorithm>
#include <array>

#include "peers/ike/nonce_length.h"
#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr unsigned exchanges = 20;

// The responder's nonce has 16 to 256 octets, at least half the PRF key size, and never repeats.
Finding nonces_are_fresh_and_long_enough(Bench& bench)
{
    const auto row = known_row(bench);
    const auto least = peers::ike::shortest_nonce(row.prf);
    const auto expected = "nonces of " + std::to_string(least) + " to " + std::to_string(peers::ike::longest_nonce) +
                          " octets, a new one each time";
    std::vector<Octets> seen;
    Answer answer;
    for (unsigned i = 0; i < exchanges; ++i) {
        Initiator peer{bench};
        answer = peer.negotiate(peer.ike_sa_init(row));
        const auto* nonce = answer.message().body<Nonce>(PayloadType::nonce);
        if (!answer.accepted() || nonce == nullptr) {
            throw Unmet{"IKE_SA_INIT was not accepted with a Nonce: " + answer.text(bench.registries)};
        }
        if (nonce->data.size() < least) { return fail(bench, answer, "nonce-too-short", expected); }
        if (nonce->data.size() > peers::ike::longest_nonce) { return fail(bench, answer, "nonce-too-long", expected); }
        if (std::ranges::find(seen, nonce->data) != seen.end()) {
            return fail(bench, answer, "nonce-repeated", expected);
        }
        seen.push_back(nonce->data);
    }
    auto finding = pass(bench, answer, expected);
    finding.observed = std::to_string(exchanges) + " different nonces, the last of " +
                       std::to_string(seen.back().size()) + " octets";
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.10/nonce-fresh-and-long-enough", nonces_are_fresh_and_long_enough, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_10_probes() { return table; }

}  // namespace conformance::probes::ike
