// RFC 7296, Section 2.21.4: Error Handling Outside IKE SA.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/odd_request.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// A message of an SA that there never was: SPIs drawn, an Encrypted payload of random octets.
Message stray(Bench& bench, const Initiator& peer, std::uint8_t flags)
{
    Message message;
    message.initiator_spi = peer.spi();
    message.responder_spi = 1ULL << 63 | bench.random.below(0xffffffff);
    message.exchange_type = static_cast<std::uint8_t>(ExchangeType::informational);
    message.flags = flags;
    message.message_id = 2 + bench.random.below(100);
    message.payloads.push_back(
        opaque(static_cast<std::uint8_t>(PayloadType::encrypted_and_authenticated), bench.random.octets(64)));
    return message;
}

// The code of what is wrong with this answer to `request`, empty when nothing is.
std::string flaw_of(const Message& answer, const Message& request)
{
    if (answer.find(PayloadType::encrypted_and_authenticated) != nullptr) { return "protected"; }
    if (answer.notify(NotifyType::invalid_ike_spi) == nullptr) { return "wrong-notify"; }
    if ((answer.flags & flag_response) == 0) { return "response-flag-missing"; }
    if (answer.initiator_spi != request.initiator_spi || answer.responder_spi != request.responder_spi) {
        return "spis-not-copied";
    }
    return answer.message_id == request.message_id ? "" : "message-id-not-copied";
}

// An answer to a protected request with unknown SPIs is an unprotected INVALID_IKE_SPI, with SPIs and Message ID copied, to where it
// came from.
Finding invalid_ike_spi_is_well_formed(Bench& bench)
{
    Initiator peer{bench};
    const auto request = stray(bench, peer, flag_initiator);
    const auto answer = peer.exchange_once(request);
    const auto expected = "silence, or INVALID_IKE_SPI in the clear under the same SPIs and Message ID";
    if (!answer.is_message()) { return resting_on_absence(pass(bench, answer, expected)); }
    if (const auto flaw = flaw_of(answer.message(), request); !flaw.empty()) {
        return fail(bench, answer, flaw, expected);
    }
    auto finding = pass(bench, answer, expected);
    if (!answer.message().notify(NotifyType::invalid_ike_spi)->data.empty() ||
        answer.message().exchange_type != request.exchange_type) {
        finding.advisories.push_back({"unusual-form", "INVALID_IKE_SPI with data, or under another exchange type than the request's",
                                      "RFC 7296, Section 1.5"});
    }
    return finding;
}

// A message marked as a response, with unknown SPIs, gets no answer.
Finding responses_are_never_answered(Bench& bench)
{
    const auto expected = "silence: a response begets no response";
    Initiator peer{bench};
    auto answer = peer.exchange_once(stray(bench, peer, flag_response));
    if (answer.is_message()) { return fail(bench, answer, "answered", expected); }

    Initiator other{bench};
    auto init = other.ike_sa_init(known_row(bench));
    init.flags |= flag_response;
    answer = other.exchange_once(std::move(init));
    if (answer.accepted()) { (void)other.conclude_once(answer); }
    if (answer.is_message()) { return fail(bench, answer, "answered", expected); }
    return resting_on_absence(pass(bench, answer, expected));
}

// A request of an unknown exchange type brings silence or INVALID_IKE_SPI, never an IKE_SA_INIT response.
Finding unknown_exchange_type_is_not_served(Bench& bench)
{
    constexpr std::uint8_t private_use = 240;
    const auto expected = "no IKE_SA_INIT response to exchange type 240";
    Finding finding;
    for (const auto responder_spi : {bench.random.below(0xffffffff) | 1ULL << 63, 0ULL}) {
        Initiator peer{bench};
        auto request = peer.ike_sa_init(known_row(bench));
        request.exchange_type = private_use;
        request.responder_spi = responder_spi;
        const auto answer = peer.exchange_once(std::move(request));
        finding = expect_no_sa(bench, peer, answer, expected);
        if (finding.verdict == Verdict::fail) { break; }
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.21.4/invalid-ike-spi-form", invalid_ike_spi_is_well_formed, &known_row_is_accepted},
    Probe{"rfc7296/2.21.4/responses-never-answered", responses_are_never_answered, &known_row_is_accepted},
    Probe{"rfc7296/2.21.4/unknown-exchange-type", unknown_exchange_type_is_not_served, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_21_4_probes() { return table; }

}  // namespace conformance::probes::ike
