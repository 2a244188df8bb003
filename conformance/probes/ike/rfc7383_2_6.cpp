// RFC 7383, Section 2.6: Receiving IKE Fragment Message.

#include <algorithm>
#include <array>

#include "probes/ike/fragments.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using peers::ike::cut_into;
using peers::ike::Part;

constexpr std::size_t few_octets = 48;

Part part(std::uint16_t number, std::uint16_t total, Octets content)
{
    return {number, total, 0, std::move(content)};
}

// An IKE_AUTH request in fragments is put together and answered like one that came whole.
Finding request_in_fragments_is_served(Bench& bench)
{
    Finding finding;
    for (const std::size_t parts : {2, 5}) {
        auto tunnel = tunnel_of_fragments(bench);
        const auto request = tunnel.ike_auth();
        finding = expect_established(
            bench, tunnel, request, tunnel.sealed(request, cut_into(request.payloads, parts)),
            "an IKE SA after an IKE_AUTH in " + std::to_string(parts) + " fragments");
        if (finding.verdict != Verdict::pass) {
            return finding;
        }
    }
    return finding;
}

// Fragments are put together in whatever order they come.
Finding fragments_come_in_any_order(Bench& bench)
{
    // More than the transmissions: who takes them in order alone gets one further each time.
    constexpr std::size_t parts = 6;
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    auto messages = tunnel.sealed(request, cut_into(request.payloads, parts));
    std::ranges::reverse(messages);
    return expect_established(bench, tunnel, request, messages,
                              "an IKE SA after an IKE_AUTH in six fragments, the last one first");
}

// A fragment with the numbers of one that has come already is silently discarded.
Finding repeated_fragment_is_discarded(Bench& bench)
{
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    const auto parts = cut_into(request.payloads, 3);
    const auto odd = part(2, 3, bench.random.octets(few_octets));
    // Those that are to be first have come before anything else is sent: who reads in several
    // threads must not take the odd one for the first of its number.
    return expect_established_after_silence(
        bench, tunnel, request, tunnel.sealed(request, {parts[0], parts[0], parts[1]}),
        tunnel.sealed(request, {parts[0], parts[1], odd, parts[2]}),
        "an IKE SA after an IKE_AUTH in three fragments, with a copy of the first, and one that "
        "has the second's numbers and something else in it");
}

// A fragment whose number or total is zero, or whose number is greater than the total, is silently
// discarded.
Finding invalid_fragment_numbers_are_discarded(Bench& bench)
{
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    std::vector<Part> odd;
    for (const auto& [number, total] :
         {std::pair{0, 3}, std::pair{4, 3}, std::pair{0, 0}, std::pair{2, 0}}) {
        odd.push_back(part(static_cast<std::uint16_t>(number), static_cast<std::uint16_t>(total),
                           bench.random.octets(few_octets)));
    }
    const auto ignored = tunnel.sealed(request, odd);
    return expect_established_after_silence(bench, tunnel, request, ignored,
                                            tunnel.sealed(request, cut_into(request.payloads, 3)),
                                            "silence to fragments 0 of 3, 4 of 3, 0 of 0 and 2 of "
                                            "0, then an IKE SA after a good IKE_AUTH in three");
}

// A fragment of a greater total than those that have come makes the gateway discard those and begin
// anew.
Finding larger_total_begins_anew(Bench& bench)
{
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    const auto ignored = tunnel.sealed(request, {cut_into(request.payloads, 2).front()});
    return expect_established_after_silence(
        bench, tunnel, request, ignored, tunnel.sealed(request, cut_into(request.payloads, 4)),
        "silence to the first of two fragments, then an IKE SA after the same IKE_AUTH in four");
}

// A fragment of a smaller total than those that have come is silently discarded.
Finding smaller_total_is_discarded(Bench& bench)
{
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    const auto parts = cut_into(request.payloads, 3);
    const auto smaller = cut_into(request.payloads, 2).back();
    // Before the second of the three, in whatever order several threads read; and between any two,
    // so that whoever begins anew with them gets nowhere by our repetitions.
    return expect_established_after_silence(
        bench, tunnel, request, tunnel.sealed(request, {parts[0], smaller}),
        tunnel.sealed(request, {parts[0], smaller, parts[1], smaller, parts[2], smaller}),
        "an IKE SA after an IKE_AUTH in three fragments, with the second of two among them");
}

// Each fragment is authentic by itself: one whose ICV does not verify is silently discarded.
Finding altered_fragment_is_discarded(Bench& bench)
{
    constexpr std::size_t last_of_the_number = header_octets + 4 + 1;
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    const auto good = tunnel.sealed(request, cut_into(request.payloads, 3));
    auto altered = good[1];
    altered.back() ^= 1;
    auto renumbered = good[2];
    renumbered[last_of_the_number] = 2;
    return expect_established_after_silence(bench, tunnel, request, {good[0], altered, renumbered},
                                            good,
                                            "silence to a fragment with another ICV and one with "
                                            "another number, then an IKE SA after the good ones");
}

// Fragments that never become a whole message bring no answer and do not make the IKE SA fail.
Finding incomplete_set_is_no_failure(Bench& bench)
{
    auto tunnel = tunnel_of_fragments(bench);
    const auto request = tunnel.ike_auth();
    const auto messages = tunnel.sealed(request, cut_into(request.payloads, 3));
    return expect_established_after_silence(
        bench, tunnel, request, {messages[0], messages[1]}, messages,
        "silence to two of three fragments, then an IKE SA after all of them");
}

const std::array table{
    Probe{"rfc7383/2.6/request-in-fragments", request_in_fragments_is_served,
          &fragments_are_agreed},
    Probe{"rfc7383/2.6/fragments-in-any-order", fragments_come_in_any_order, &fragments_are_agreed},
    Probe{"rfc7383/2.6/repeated-fragment-discarded", repeated_fragment_is_discarded,
          &fragments_are_agreed, Impact::intrusive},
    Probe{"rfc7383/2.6/invalid-fragment-numbers-discarded", invalid_fragment_numbers_are_discarded,
          &fragments_are_agreed, Impact::intrusive},
    Probe{"rfc7383/2.6/larger-total-begins-anew", larger_total_begins_anew, &fragments_are_agreed},
    Probe{"rfc7383/2.6/smaller-total-discarded", smaller_total_is_discarded, &fragments_are_agreed,
          Impact::intrusive},
    Probe{"rfc7383/2.6/altered-fragment-discarded", altered_fragment_is_discarded,
          &fragments_are_agreed, Impact::intrusive},
    Probe{"rfc7383/2.6/incomplete-set-forgotten", incomplete_set_is_no_failure,
          &fragments_are_agreed},
};

}  // namespace

std::span<const Probe> rfc7383_2_6_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
