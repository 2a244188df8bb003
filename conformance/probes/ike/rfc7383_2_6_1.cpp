// RFC 7383, Section 2.6.1: Replay Detection and Retransmissions.

#include <array>

#include "probes/ike/fragments.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// An IKE SA by an IKE_AUTH in three fragments, and these.
struct Opened {
    Tunnel tunnel;
    std::vector<Octets> messages;
};

Opened opened_by_fragments(Bench& bench)
{
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    auto messages = tunnel.sealed(request, peers::ike::cut_into(request.payloads, 3));
    tunnel.authenticate(request, messages);
    if (!tunnel.is_established()) {
        throw Unmet{"an IKE_AUTH in fragments opened no IKE SA: " +
                    text_of(tunnel.answer(), bench.registries)};
    }
    return {std::move(tunnel), std::move(messages)};
}

// Of a request that was answered, the fragments behind the first bring no response again.
Finding other_fragments_bring_nothing(Bench& bench)
{
    auto opened = opened_by_fragments(bench);
    const auto again = opened.tunnel.ask_again({opened.messages[1], opened.messages[2]}, false);
    opened.tunnel.leave();
    const auto expected = "silence to the second and third fragment of a request that was answered";
    if (again.answer.is_message() || !again.answer.fragments.empty()) {
        return fail(bench, again, "answered-again", expected);
    }
    return resting_on_absence(pass(bench, again, "silent", expected));
}

// Of a request that was answered, the first fragment brings the same response again.
Finding first_fragment_brings_the_response_again(Bench& bench)
{
    auto opened = opened_by_fragments(bench);
    const auto& first = opened.tunnel.answer().answer;
    const auto again = opened.tunnel.ask_again({opened.messages[0]}, true);
    opened.tunnel.leave();
    const auto expected =
        "the response of frame " + std::to_string(first.frames.back()) + " again, octet for octet";
    if (!again.answer.is_message()) {
        return fail(bench, again, "silent", expected);
    }
    if (!again.opened) {
        return fail(bench, again, "another-answer", expected);
    }
    auto finding = pass(bench, again, "answered-again", expected);
    if (again.answer.octets != first.octets) {
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
