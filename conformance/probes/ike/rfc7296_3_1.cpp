// RFC 7296, Section 3.1: The IKE Header.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/odd_request.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// The known row, accepted; what its header says is judged.
Answer an_accepted_answer(Bench& bench, Initiator& peer)
{
    auto answer = peer.negotiate(peer.ike_sa_init(known_row(bench)));
    if (!answer.accepted()) { throw Unmet{"IKE_SA_INIT was not accepted: " + answer.text(bench.registries)}; }
    return answer;
}

std::string header_text(const Message& message)
{
    const auto octet = [](std::uint8_t value) { return hex(View{&value, 1}); };
    return "version octet " + octet(message.version) + ", flags " + octet(message.flags);
}

// The initiator's SPI comes back unchanged, and a created SA has a responder SPI other than zero.
Finding spis_are_right(Bench& bench)
{
    Initiator peer{bench};
    const auto answer = an_accepted_answer(bench, peer);
    const auto expected = "our SPI unchanged, and a responder SPI other than zero";
    if (answer.message().initiator_spi != peer.spi()) { return fail(bench, answer, "initiator-spi-changed", expected); }
    if (answer.message().responder_spi == 0) { return fail(bench, answer, "responder-spi-zero", expected); }
    return pass(bench, answer, expected);
}

// A responder's message has the Response flag set and the Initiator flag cleared.
Finding response_flags_are_right(Bench& bench)
{
    Initiator peer{bench};
    const auto answer = an_accepted_answer(bench, peer);
    const auto flags = answer.message().flags & (flag_response | flag_initiator);
    auto finding = flags == flag_response ? pass(bench, answer, "Response set, Initiator cleared")
                                          : fail(bench, answer, "wrong-flags", "Response set, Initiator cleared");
    finding.observed = header_text(answer.message());
    return finding;
}

// A response says version 2.0 and leaves the Version flag and the reserved flag bits zero.
Finding version_and_reserved_bits_are_right(Bench& bench)
{
    Initiator peer{bench};
    const auto answer = an_accepted_answer(bench, peer);
    const auto expected = "version 2.0, Version flag and reserved bits zero";
    const auto& message = answer.message();
    auto finding = pass(bench, answer, expected);
    if (message.version != 0x20) { finding = fail(bench, answer, "wrong-version", expected); }
    if ((message.flags & (flags_reserved | flag_version)) != 0) {
        finding = fail(bench, answer, "reserved-bits-set", expected);
    }
    finding.observed = header_text(message);
    return finding;
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
