// RFC 7296, Section 3.2: Generic Payload Header; and the lengths inside an SA payload, Section 3.3.

#include <array>
#include <functional>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/odd_request.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

Finding flags_of_every_payload_are_ignored(Bench& bench, std::uint8_t flags)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    for (auto& payload : request.payloads) {
        payload.flags = flags;
    }
    return expect_normal_answer(bench, peer.negotiate(request));
}

// The critical bit of a payload whose type is known is ignored.
Finding critical_bit_on_known_payloads_is_ignored(Bench& bench)
{
    return flags_of_every_payload_are_ignored(bench, 0x80);
}

// Reserved bits of the generic payload header are ignored.
Finding reserved_bits_of_payloads_are_ignored(Bench& bench) { return flags_of_every_payload_are_ignored(bench, 0x7f); }

struct Lie {
    const char* name;
    void (*tell)(Message&);
};

Finding no_lie_leads_to_an_sa(Bench& bench, std::span<const Lie> lies, const std::string& expected)
{
    Finding finding;
    std::string observed;
    for (const auto& lie : lies) {
        Initiator peer{bench};
        const auto answer = peer.exchange_briefly(peer.ike_sa_init(known_row(bench)), lie.tell);
        finding = expect_no_sa(bench, peer, answer, expected);
        observed += (observed.empty() ? "" : "; ") + std::string{lie.name} + ": " + finding.observed;
        if (finding.verdict == Verdict::fail) { break; }
    }
    finding.observed = observed;
    return finding;
}

// The last payload of the request is NAT detection, which a parser in a hurry might skip.
constexpr std::array payload_lies{
    Lie{"a payload of length 3", [](Message& request) { request.payloads.back().length.forge(3); }},
    Lie{"a payload that runs past the message", [](Message& request) { request.payloads.back().length.forge(40); }},
};

// A payload whose length is below four, or runs past the message, never leads to an SA.
Finding payload_lengths_that_do_not_fit_are_refused(Bench& bench)
{
    return no_lie_leads_to_an_sa(bench, payload_lies, "no SA for a request whose payload lengths do not fit");
}

SecurityAssociation& sa_of(Message& request)
{
    for (auto& payload : request.payloads) {
        if (auto* sa = std::get_if<SecurityAssociation>(&payload.body)) { return *sa; }
    }
    throw std::logic_error{"a first request has an SA payload"};
}

constexpr std::array sa_lies{
    Lie{"a transform more announced than there is",
        [](Message& request) {
            auto& proposal = sa_of(request).proposals.front();
            proposal.transform_count.forge(static_cast<std::uint8_t>(proposal.transforms.size() + 1));
        }},
    Lie{"a proposal longer than its payload", [](Message& request) { sa_of(request).proposals.front().length.forge(400); }},
    Lie{"a transform longer than its proposal",
        [](Message& request) { sa_of(request).proposals.front().transforms.back().length.forge(100); }},
    Lie{"octets behind the last proposal", [](Message& request) { sa_of(request).trailing = Octets(4); }},
};

// An SA payload whose length disagrees with the lengths and counts inside it is never accepted.
Finding inconsistent_lengths_are_refused(Bench& bench)
{
    return no_lie_leads_to_an_sa(bench, sa_lies, "no SA for an SA payload whose lengths or counts disagree");
}

const std::array table{
    Probe{"rfc7296/3.2/critical-bit-on-a-known-payload-ignored", critical_bit_on_known_payloads_is_ignored,
          &known_row_is_accepted},
    Probe{"rfc7296/3.2/payload-reserved-bits-ignored", reserved_bits_of_payloads_are_ignored, &known_row_is_accepted},
    Probe{"rfc7296/3.2/payload-length-that-does-not-fit", payload_lengths_that_do_not_fit_are_refused,
          &known_row_is_accepted},
    Probe{"rfc7296/3.3/inconsistent-lengths-refused", inconsistent_lengths_are_refused, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_3_2_probes() { return table; }

}  // namespace conformance::probes::ike
