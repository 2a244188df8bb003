// RFC 7296, Section 2.21.3: Error Handling after IKE SA is Authenticated.

#include <array>

#include "peers/ike/child_offer.h"
#include "probes/ike/rekeying.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// CREATE_CHILD_SA with a TSi whose only selector ends before its addresses do.
Conclusion answer_to_what_is_malformed(Bench& bench, Tunnel& tunnel)
{
    const auto rows = offers_of(bench).front();
    auto request =
        tunnel.create_child_sa(peers::ike::child_offer(rows, bench.random), rows.front().pfs);
    for (auto& one : request.payloads) {
        if (one.is(PayloadType::traffic_selector_initiator)) {
            one.body = Opaque{{1, 0, 0, 0, selector_ipv4_range, 0, 0, 16, 0, 0, 0xff}};
        }
    }
    return tunnel.exchange(request);
}

// A request with an error is answered, once the IKE SA is authenticated, by a response that tells
// of it.
Finding errors_are_answered(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "a protected response with an error notification";
        const auto answer = answer_to_what_is_malformed(here, tunnel);
        if (!answer.opened) {
            return fail(here, answer, answer.answer.is_message() ? "not-protected" : "silent",
                        expected);
        }
        if (answer.is_refusal()) {
            return pass(here, answer, refusal_of(answer), expected);
        }
        if (answer.body<SecurityAssociation>(PayloadType::security_association) == nullptr) {
            return fail(here, answer, "no-error", expected);
        }
        auto finding = pass(here, answer, "accepted", expected);
        finding.advisories.push_back({"accepted",
                                      "a TSi payload whose selector is cut off is accepted",
                                      "RFC 7296, Section 3.13.1", false});
        return finding;
    });
}

// A request that is answered with INVALID_SYNTAX ends its IKE SA, without a Delete.
Finding invalid_syntax_ends_the_ike_sa(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "no protected answer after INVALID_SYNTAX";
        const auto answer = answer_to_what_is_malformed(here, tunnel);
        if (!answer.opened) {
            return inconclusive(here, answer, refusal_of(answer), expected);
        }
        if (answer.notify(NotifyType::invalid_syntax) == nullptr) {
            return pass(here, answer, "another-answer", expected);
        }
        const auto later = tunnel.exchange(tunnel.informational(), false);
        return later.opened ? fail(here, later, "still-there", expected)
                            : resting_on_absence(pass(here, later, "gone", expected));
    });
}

const std::array table{
    Probe{"rfc7296/2.21.3/errors-are-answered", errors_are_answered, &tunnel_is_established},
    Probe{"rfc7296/2.21.3/invalid-syntax-ends-the-ike-sa", invalid_syntax_ends_the_ike_sa,
          &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_21_3_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
