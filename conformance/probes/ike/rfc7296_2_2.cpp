// RFC 7296, Section 2.2: Use of Sequence Numbers for Message ID.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/odd_request.h"
#include "probes/ike/responses.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

// An IKE_SA_INIT request with a Message ID other than zero creates no SA.
Finding initial_message_id_is_zero(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.message_id = 1;
    return expect_no_sa(bench, peer, peer.exchange_once(request), "no SA for a first request with Message ID 1");
}

// A response carries the Message ID and the exchange type of its request.
Finding response_echoes_its_request(Bench& bench)
{
    const auto flaw_of = [](const Response& response) -> std::optional<Flaw> {
        const auto& message = response.message();
        if (message.message_id != response.request.message_id) {
            return Flaw{"wrong-message-id", "Message ID " + std::to_string(message.message_id)};
        }
        if (message.exchange_type != response.request.exchange_type) {
            return Flaw{"wrong-exchange-type", "exchange type " + std::to_string(message.exchange_type)};
        }
        return std::nullopt;
    };
    return expect_of_each_response(bench, flaw_of, "the Message ID and exchange type of the request");
}

// Intrusive: each such request adds one for ever to what strongSwan 5.9.8 counts as half open, and a COOKIE is not returned, so
// that it comes no further than to ask for it.
const std::array table{
    Probe{"rfc7296/2.2/initial-message-id-is-zero", initial_message_id_is_zero, &known_row_is_accepted,
          Impact::intrusive},
    Probe{"rfc7296/2.2/response-echoes-its-request", response_echoes_its_request, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_2_probes() { return table; }

}  // namespace conformance::probes::ike
