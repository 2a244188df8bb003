// RFC 7383, Sections 2.4 and 2.5: Using IKE Fragmentation, and the fragments of a response.

#include <array>
#include <set>

#include "probes/ike/fragments.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// Fragments are not sent unless both sides have said that they support them.
Finding no_fragments_unless_agreed(Bench& bench)
{
    const auto expected =
        "a response to IKE_AUTH in one piece, for a client that did not send "
        "IKEV2_FRAGMENTATION_SUPPORTED";
    auto tunnel = half_open_tunnel(bench, all_hashes, Fragments::not_offered);
    const auto& conclusion = tunnel.authenticate(tunnel.ike_auth());
    if (!conclusion.answer.fragments.empty()) {
        tunnel.leave();
        return fail(bench, conclusion, "in-fragments", expected);
    }
    if (!tunnel.is_established()) {
        throw Unmet{why_not_established(bench, tunnel)};
    }
    tunnel.leave();
    auto finding = pass(bench, conclusion, "whole", expected);
    finding.observed =
        "a response of " + std::to_string(conclusion.answer.octets.size()) + " octets in one piece";
    return finding;
}

// What is wrong with them as a set, in a word; nothing: nothing.
std::string oddity_of(const std::vector<Octets>& fragments)
{
    std::set<std::uint16_t> numbers;
    const auto first = dissect(fragments.front()).message;
    const auto* first_fragment = first.body<EncryptedFragment>(PayloadType::encrypted_fragment);
    for (const auto& octets : fragments) {
        const auto dissection = dissect(octets);
        const auto& message = dissection.message;
        const auto* payload = message.find(PayloadType::encrypted_fragment);
        const auto* fragment =
            payload == nullptr ? nullptr : std::get_if<EncryptedFragment>(&payload->body);
        if (fragment == nullptr || first_fragment == nullptr || !dissection.complaints.empty()) {
            return "malformed";
        }
        if (fragment->number == 0 || fragment->number > fragment->total ||
            fragment->total != first_fragment->total) {
            return "wrong-numbers";
        }
        if (!numbers.insert(fragment->number).second) {
            continue;
        }
        if ((payload->next_payload.or_else(0) == 0) == (fragment->number == 1)) {
            return "wrong-next-payload";
        }
        if (message.initiator_spi != first.initiator_spi ||
            message.responder_spi != first.responder_spi || message.version != first.version ||
            message.exchange_type != first.exchange_type || message.flags != first.flags ||
            message.message_id != first.message_id) {
            return "wrong-header";
        }
    }
    return "";
}

// The fragments of a response run from one to their total, only the first names a payload inside,
// and their headers are the same but for lengths.
Finding fragments_of_a_response_fit_together(Bench& bench)
{
    constexpr std::size_t many =
        5;  // so that each is short, and the response may have to be cut too
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    tunnel.authenticate(request,
                        tunnel.sealed(request, peers::ike::cut_into(request.payloads, many)));
    const auto& conclusion = tunnel.answer();
    tunnel.leave();
    const auto expected = "a response in one piece, or fragments that fit together";
    const auto& fragments = conclusion.answer.fragments;
    if (fragments.empty()) {
        if (!tunnel.is_established()) {
            throw Unmet{"an IKE_AUTH in fragments opened no IKE SA: " +
                        text_of(conclusion, bench.registries)};
        }
        return pass(bench, conclusion, "whole", expected);
    }
    const auto oddity = oddity_of(fragments);
    if (!oddity.empty()) {
        return fail(bench, conclusion, oddity, expected);
    }
    if (!conclusion.opened) {
        return fail(bench, conclusion,
                    conclusion.answer.is_message() ? "cannot-decrypt" : "incomplete", expected);
    }
    auto finding = pass(bench, conclusion, "in-fragments", expected);
    finding.observed = std::to_string(fragments.size()) + " fragments that fit together";
    return finding;
}

const std::array table{
    Probe{"rfc7383/2.4/no-fragments-unless-agreed", no_fragments_unless_agreed,
          &tunnel_is_established},
    Probe{"rfc7383/2.5/response-fragments-fit-together", fragments_of_a_response_fit_together,
          &fragments_are_agreed},
};

}  // namespace

std::span<const Probe> rfc7383_2_4_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
