// RFC 7296, Section 2.14: Generating Keying Material for the IKE SA.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using wire::ike::NotifyType;

// IKE_AUTH of an unknown identity is refused with AUTHENTICATION_FAILED inside SK, protected by the keys both sides derive.
Finding keys_agree(Bench& bench)
{
    Initiator peer{bench};
    const auto row = known_row(bench);
    const auto init = peer.exchange(peer.ike_sa_init(row));
    if (init.selected() != row) { throw Unmet{"the row was not selected: " + init.text(bench.registries)}; }
    auto conclusion = peer.conclude(init);
    if (!conclusion.sent) { throw Unmet{"the prober has no keys for this row"}; }

    auto& answer = conclusion.answer;
    answer.frames.insert(answer.frames.begin(), init.frames.begin(), init.frames.end());
    const auto expected = "SK {N(AUTHENTICATION_FAILED)} that verifies under the derived keys";
    // RFC 7296, Section 2.21.2 makes the answer a SHOULD: a gateway that drops a stranger's IKE_AUTH shows nothing of its keys.
    if (!answer.is_message()) {
        return resting_on_absence(inconclusive("silent", expected, "no answer", answer.frames));
    }
    if (!conclusion.opened) { return fail(bench, answer, "cannot-decrypt", expected); }
    auto finding = conclusion.notify(NotifyType::authentication_failed) != nullptr
                       ? conformance::pass("authentication-failed", expected, "", answer.frames)
                   : conclusion.is_refusal() ? conformance::pass("refused-otherwise", expected, "", answer.frames)
                                             : conformance::fail("authenticated", expected, "", answer.frames);
    if (finding.code == "refused-otherwise") {
        finding.advisories.push_back({"refused-otherwise", "IKE_AUTH was refused by another error than AUTHENTICATION_FAILED",
                                      "RFC 7296, Section 2.21.2", true});
    }
    finding.observed = "SK verifies; inside:";
    for (const auto& line : wire::ike::narrate(conclusion.inside, bench.registries)) {
        finding.observed += " " + line;
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.14/keys-agree", keys_agree, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_14_probes() { return table; }

}  // namespace conformance::probes::ike
