// RFC 7383, Section 2.6.1: Replay Detection and Retransmissions.

#include <array>

#include "probes/ike/fragments.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// What an IKE_AUTH in three fragments brought, and some of these once more.
struct Answered {
    peers::ike::Conclusion first, again;
};

Answered answered_again(Bench& bench, std::vector<std::size_t> which, bool again_in_silence)
{
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    const auto messages = tunnel.sealed(request, peers::ike::cut_into(request.payloads, 3));
    Answered answered;
    answered.first = tunnel.exchange(request, messages);
    std::vector<Octets> repeated;
    for (const auto number : which) {
        repeated.push_back(messages[number]);
    }
    if (answered.first.opened) {
        answered.again = tunnel.ask_again(repeated, again_in_silence);
    }
    tunnel.authenticated(request, answered.first);
    tunnel.leave();
    if (!tunnel.is_established()) {
        throw Unmet{"by an IKE_AUTH in fragments " + why_not_established(bench, tunnel)};
    }
    return answered;
}

// Of a request that was answered, the fragments behind the first bring no response again.
Finding other_fragments_bring_nothing(Bench& bench)
{
    const auto again = answered_again(bench, {1, 2}, false).again;
    const auto expected = "silence to the second and third fragment of a request that was answered";
    if (again.answer.is_message() || !again.answer.fragments.empty()) {
        return fail(bench, again, "answered-again", expected);
    }
    return resting_on_absence(pass(bench, again, "silent", expected));
}

// Of a request that was answered, the first fragment brings the same response again.
Finding first_fragment_brings_the_response_again(Bench& bench)
{
    const auto [first, again] = answered_again(bench, {0}, true);
    const auto expected = "the response of frame " + std::to_string(first.answer.frames.back()) +
                          " again, octet for octet";
    if (!again.answer.is_message()) {
        return fail(bench, again, "silent", expected);
    }
    if (!again.opened) {
        return fail(bench, again, "another-answer", expected);
    }
    auto finding = pass(bench, again, "answered-again", expected);
    if (again.answer.octets != first.answer.octets) {
        finding.code = "sealed-anew";
        finding.advisories.push_back(
            {"sealed-anew",
             "the response to a retransmitted request is another than before, not a retransmission",
             "RFC 7296, Section 2.1", true});
    }
    return finding;
}

const std::array table{
    Probe{"rfc7383/2.6.1/other-fragments-ignored-again", other_fragments_bring_nothing,
          &fragments_are_agreed},
    Probe{"rfc7383/2.6.1/first-fragment-answered-again", first_fragment_brings_the_response_again,
          &fragments_are_agreed},
};

}  // namespace

std::span<const Probe> rfc7383_2_6_1_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
