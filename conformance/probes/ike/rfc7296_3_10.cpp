// RFC 7296, Section 3.10: Notify Payload, and its Section 3.10.1: Notify Message Types.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/responses.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// Neither is registered, and neither is of private use.
constexpr std::uint16_t unassigned_error = 8191, unassigned_status = 40'000;

Finding unknown_notify_is_ignored(Bench& bench, std::uint16_t type)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.payloads.push_back(payload(Notify{0, type, {}, bench.random.octets(8)}));
    return expect_normal_answer(bench, peer.negotiate(request));
}

// An unknown status notification in a request is ignored.
Finding unknown_status_is_ignored(Bench& bench) { return unknown_notify_is_ignored(bench, unassigned_status); }

// An unknown error notification in a request is ignored.
Finding unknown_error_is_ignored(Bench& bench) { return unknown_notify_is_ignored(bench, unassigned_error); }

// The Protocol ID of a notification without SPI is ignored.
Finding protocol_id_without_spi_is_ignored(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    for (auto& one : request.payloads) {
        if (auto* notify = std::get_if<Notify>(&one.body)) { notify->protocol = protocol_ike; }
    }
    return expect_normal_answer(bench, peer.negotiate(request));
}

bool names_a_protocol_without_spi(const Payload& payload)
{
    const auto* notify = std::get_if<Notify>(&payload.body);
    return notify != nullptr && notify->spi.empty() && notify->protocol != 0;
}

// The gateway's own notifications without SPI have Protocol ID zero.
Finding protocol_id_without_spi_is_zero(Bench& bench)
{
    return expect_in_no_response(bench, names_a_protocol_without_spi, "protocol-id-set",
                                 "Protocol ID zero in every notification without SPI");
}

bool has_data_though_authentication_failed(const Payload& payload)
{
    const auto* notify = std::get_if<Notify>(&payload.body);
    return notify != nullptr && notify->is(NotifyType::authentication_failed) && !notify->data.empty();
}

// AUTHENTICATION_FAILED has no data.
Finding authentication_failed_has_no_data(Bench& bench)
{
    return expect_in_no_response(bench, has_data_though_authentication_failed, "data-sent",
                                 "no data in AUTHENTICATION_FAILED");
}

const std::array table{
    Probe{"rfc7296/3.10.1/unknown-status-notify-ignored", unknown_status_is_ignored, &known_row_is_accepted},
    Probe{"rfc7296/3.10.1/unknown-error-notify-in-a-request-ignored", unknown_error_is_ignored,
          &known_row_is_accepted},
    Probe{"rfc7296/3.10.1/authentication-failed-without-data", authentication_failed_has_no_data, &known_row_is_accepted},
    Probe{"rfc7296/3.10/protocol-id-without-spi-ignored", protocol_id_without_spi_is_ignored, &known_row_is_accepted},
    Probe{"rfc7296/3.10/protocol-id-without-spi-zero", protocol_id_without_spi_is_zero, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_3_10_probes() { return table; }

}  // namespace conformance::probes::ike
