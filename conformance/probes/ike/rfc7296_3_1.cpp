// RFC 7296, Section 3.1: The IKE Header.

#include <algorithm>
#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/odd_request.h"
#include "probes/ike/responses.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

std::string header_text(const Message& message)
{
    const auto octet = [](std::uint8_t value) { return hex(View{&value, 1}); };
    return "version octet " + octet(message.version) + ", flags " + octet(message.flags);
}

// The initiator's SPI comes back unchanged, and a created SA has a responder SPI other than zero, which IKE_AUTH brings back.
Finding spis_are_right(Bench& bench)
{
    const auto flaw_of = [](const Response& response) -> std::optional<Flaw> {
        const auto& message = response.message();
        if (message.initiator_spi != response.request.initiator_spi) { return Flaw{"initiator-spi-changed", ""}; }
        if (response.answer.accepted() && message.responder_spi == 0) { return Flaw{"responder-spi-zero", ""}; }
        if (response.request.responder_spi != 0 && message.responder_spi != response.request.responder_spi) {
            return Flaw{"responder-spi-changed", ""};
        }
        return std::nullopt;
    };
    return expect_of_each_response(bench, flaw_of, "our SPI unchanged, and one responder SPI other than zero");
}

// A responder's message has the Response flag set and the Initiator flag cleared.
Finding response_flags_are_right(Bench& bench)
{
    const auto flaw_of = [](const Response& response) -> std::optional<Flaw> {
        const auto flags = response.message().flags & (flag_response | flag_initiator);
        if (flags == flag_response) { return std::nullopt; }
        return Flaw{"wrong-flags", header_text(response.message())};
    };
    return expect_of_each_response(bench, flaw_of, "Response set, Initiator cleared");
}

// A response says version 2.0 and leaves the Version flag and the reserved flag bits zero.
Finding version_and_reserved_bits_are_right(Bench& bench)
{
    const auto flaw_of = [](const Response& response) -> std::optional<Flaw> {
        const auto& message = response.message();
        if ((message.flags & (flags_reserved | flag_version)) != 0) {
            return Flaw{"reserved-bits-set", header_text(message)};
        }
        if (message.version != 0x20) { return Flaw{"wrong-version", header_text(message)}; }
        return std::nullopt;
    };
    return expect_of_each_response(bench, flaw_of, "version 2.0, Version flag and reserved bits zero");
}

bool has_odd_marks(const Proposal& proposal)
{
    return proposal.last.is_forged() ||
           std::ranges::any_of(proposal.transforms, [](const Transform& one) { return one.last.is_forged(); });
}

bool has_odd_marks(const Payload& payload)
{
    const auto* sa = std::get_if<SecurityAssociation>(&payload.body);
    return sa != nullptr &&
           std::ranges::any_of(sa->proposals, [](const Proposal& one) { return has_odd_marks(one); });
}

// The lengths, counts, next-payload fields and last-substructure marks of a response add up.
Finding responses_add_up(Bench& bench)
{
    const auto flaw_of = [](const Response& response) -> std::optional<Flaw> {
        const auto& complaints = response.answer.dissection.complaints;
        if (!complaints.empty()) { return Flaw{"does-not-add-up", complaints.front()}; }
        if (std::ranges::any_of(response.message().payloads, [](const Payload& one) { return has_odd_marks(one); })) {
            return Flaw{"wrong-mark", "a proposal or transform is marked as the last where it is not, or otherwise"};
        }
        return std::nullopt;
    };
    return expect_of_each_response(bench, flaw_of, "a message whose lengths, counts and marks fit what is there");
}

// Reserved flag bits and the Version flag of a request are ignored.
Finding reserved_bits_are_ignored(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.flags |= flags_reserved | flag_version;
    return expect_normal_answer(bench, peer.negotiate(request));
}

std::uint32_t length_of(const Message& message) { return static_cast<std::uint32_t>(encode(message).size()); }

// A header Length greater than the datagram is survived; a message served all the same is remarked upon.
Finding length_beyond_the_datagram(Bench& bench)
{
    Initiator peer{bench};
    const auto answer = peer.exchange_briefly(
        peer.ike_sa_init(known_row(bench)), [](Message& request) { request.length.forge(length_of(request) + 100); });
    auto finding = expect_survival(bench, peer, answer, "no SA for a message shorter than its Length");
    if (answer.accepted()) {
        finding.advisories.push_back({"length-ignored", "a message whose Length is greater than its datagram was served",
                                      "RFC 7296, Section 3.1"});
    }
    return finding;
}

// A header Length smaller than the datagram is survived, whether the message is dropped or its tail ignored.
Finding length_short_of_the_datagram(Bench& bench)
{
    Initiator peer{bench};
    const auto answer = peer.exchange_briefly(peer.ike_sa_init(known_row(bench)), [](Message& request) {
        request.length.forge(length_of(request));
        request.trailing = {0x5a, 0x5a, 0x5a, 0x5a};
    });
    return expect_survival(bench, peer, answer, "the message dropped, or its tail ignored");
}

// A datagram shorter than an IKE header is survived in silence.
Finding truncated_header(Bench& bench)
{
    const auto expected = "silence, and the gateway lives";
    Finding finding;
    for (const auto octets : {10 + bench.random.below(17), 27U}) {
        Initiator peer{bench};
        const auto whole = encode(peer.ike_sa_init(known_row(bench)));
        const auto answer = peer.send_raw(View{whole}.first(octets), false);
        finding = expect_survival(bench, peer, answer, expected);
        if (answer.is_message()) {
            finding.advisories.push_back({"answered", "a datagram of " + std::to_string(octets) + " octets was answered",
                                          "RFC 7296, Section 3.1"});
            return finding;
        }
    }
    return finding;
}

// A request with initiator SPI zero is survived; what comes of it is recorded.
Finding zero_initiator_spi(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.initiator_spi = 0;
    return expect_survival(bench, peer, peer.exchange_briefly(request), "silence or another answer, and the gateway lives");
}

// An initial request with the Initiator flag cleared is survived; what comes of it is recorded.
Finding initiator_flag_cleared(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.flags &= static_cast<std::uint8_t>(~flag_initiator);
    return expect_survival(bench, peer, peer.exchange_briefly(request), "silence or another answer, and the gateway lives");
}

const std::array table{
    Probe{"rfc7296/3.1/responder-spi", spis_are_right, &known_row_is_accepted},
    Probe{"rfc7296/3.1/response-flags", response_flags_are_right, &known_row_is_accepted},
    Probe{"rfc7296/3.1/version-and-reserved-bits-sent", version_and_reserved_bits_are_right, &known_row_is_accepted},
    Probe{"rfc7296/3.1/responses-add-up", responses_add_up, &known_row_is_accepted},
    Probe{"rfc7296/3.1/reserved-bits-ignored", reserved_bits_are_ignored, &known_row_is_accepted},
    Probe{"rfc7296/3.1/length-beyond-the-datagram", length_beyond_the_datagram, &known_row_is_accepted},
    Probe{"rfc7296/3.1/length-short-of-the-datagram", length_short_of_the_datagram, &known_row_is_accepted},
    Probe{"rfc7296/3.1/truncated-header", truncated_header, &known_row_is_accepted},
    Probe{"rfc7296/3.1/zero-initiator-spi", zero_initiator_spi, &known_row_is_accepted},
    Probe{"rfc7296/3.1/initiator-flag-clear-in-a-request", initiator_flag_cleared, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_3_1_probes() { return table; }

}  // namespace conformance::probes::ike
