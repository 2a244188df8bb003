// RFC 7296, Section 2.21.2: Error Handling in IKE_AUTH.

#include <algorithm>
#include <array>

#include "probes/ike/expect.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// Vendor IDs, and notifications of a status, may be added to any message (Section 3.10.1).
bool counts(const Payload& payload)
{
    const auto* notify = std::get_if<Notify>(&payload.body);
    return !payload.is(PayloadType::vendor_id) && (notify == nullptr || notify->is_error());
}

bool says_more_than_one_thing(const peers::ike::Conclusion& conclusion)
{
    return std::ranges::count_if(conclusion.inside, counts) > 1;
}

// What is wrong with the answer before its notify is read: as everywhere, and its header is not
// that of an answer in this SA (Sections 2.2 and 3.1).
std::optional<Finding> misplaced(const Bench& bench, const peers::ike::Conclusion& conclusion,
                                 const Message& request, const std::string& expected)
{
    if (auto finding = unreadable(bench, conclusion, expected)) {
        return finding;
    }
    const auto& message = conclusion.answer.message();
    if (message.responder_spi != request.responder_spi) {
        return fail(bench, conclusion.answer, "responder-spi-changed", expected);
    }
    if (message.message_id != request.message_id) {
        return fail(bench, conclusion.answer, "wrong-message-id", expected);
    }
    return std::nullopt;
}

// Section 2.21.2 has such a request lead to either notify; Section 2.5 says which of them this is.
void note_another_notify(Finding& finding)
{
    finding.advisories.push_back(
        {"invalid-syntax-instead", "INVALID_SYNTAX does not say which payload was not known",
         "RFC 7296, Sections 2.5 and 2.21.2", true});
}

// IKE_AUTH with an unknown critical payload in SK leads to UNSUPPORTED_CRITICAL_PAYLOAD with its
// type (or, an advisory, INVALID_SYNTAX) in SK of its SA and to nothing else.
Finding unknown_critical_payload_is_all_that_counts(Bench& bench)
{
    const auto row = known_row(bench);
    strangers_are_told(bench, row);
    Initiator peer{bench};
    const auto init = half_open(bench, peer, row);
    const auto request = with_unknown_critical_payload(peer.ike_auth(init));
    const auto conclusion = peer.exchange_protected(init, request, true);
    const auto& answer = conclusion.answer;

    const auto expected = "SK {N(UNSUPPORTED_CRITICAL_PAYLOAD)} with data 64";
    if (auto finding = misplaced(bench, conclusion, request, expected)) {
        return *finding;
    }
    const auto* critical = conclusion.notify(NotifyType::unsupported_critical_payload);
    auto finding = pass(bench, answer, expected);
    finding.observed = text_of(conclusion, bench.registries);
    finding.code = "refused";
    if (critical == nullptr && conclusion.notify(NotifyType::invalid_syntax) == nullptr) {
        finding = fail(bench, answer, "wrong-notify", expected);
    } else if (says_more_than_one_thing(conclusion)) {
        finding = fail(bench, answer, "more-than-the-notify", expected);
    } else if (critical != nullptr && critical->data != Octets{unassigned_payload_type}) {
        finding = fail(bench, answer, "wrong-notify-data", expected);
    } else if (critical == nullptr) {
        note_another_notify(finding);
    }
    finding.observed = text_of(conclusion, bench.registries);
    return finding;
}

Finding dropped(const Bench& bench, const Answer& answer, std::string expected)
{
    auto finding = resting_on_absence(pass(bench, answer, std::move(expected)));
    finding.advisories.push_back(
        {"no-error-answer", "a malformed IKE_AUTH was dropped, though a stranger's is refused",
         "RFC 7296, Sections 2.21 and 3.10.1", true});
    return finding;
}

// IKE_AUTH with a payload inside SK that runs past its end leads to INVALID_SYNTAX inside SK of a
// response in its SA, or is dropped, and leads to nothing else.
Finding malformed_message_leads_to_invalid_syntax(Bench& bench)
{
    const auto row = known_row(bench);
    strangers_are_told(bench, row);
    Initiator peer{bench};
    const auto init = half_open(bench, peer, row);
    const auto request = running_past_its_end(peer.ike_auth(init));
    const auto conclusion = peer.exchange_protected(init, request, true);
    // strongSwan keeps the SA, and would count it as half open.
    (void)peer.conclude_once(init);
    const auto& answer = conclusion.answer;

    const auto expected = "SK {N(INVALID_SYNTAX)}, or silence";
    if (!answer.is_message()) {
        return dropped(bench, answer, expected);
    }
    if (auto finding = misplaced(bench, conclusion, request, expected)) {
        return *finding;
    }
    auto finding = pass(bench, answer, expected);
    finding.code = "refused";
    if (conclusion.notify(NotifyType::invalid_syntax) == nullptr) {
        finding = fail(bench, answer, "wrong-notify", expected);
    } else if (says_more_than_one_thing(conclusion)) {
        finding = fail(bench, answer, "more-than-the-notify", expected);
    }
    finding.observed = text_of(conclusion, bench.registries);
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.21.2/unknown-critical-payload-in-ike-auth",
          unknown_critical_payload_is_all_that_counts, &known_row_is_accepted},
    Probe{"rfc7296/2.21.2/malformed-ike-auth", malformed_message_leads_to_invalid_syntax,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_21_2_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
