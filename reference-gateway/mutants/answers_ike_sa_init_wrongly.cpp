// An answer to IKE_SA_INIT that is not one: RFC 7296, Section 1.2.
#include <algorithm>

#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/rides_on_ike_auth.h"

namespace gateway::mutants {
namespace {

Mutant sets_an_octet(std::string name, std::string code, std::size_t at, std::uint8_t value,
                     std::vector<std::string> also)
{
    return {std::move(name),
            "rfc7296/1.2/ike-sa-init-answered",
            std::move(code),
            "ike",
            std::move(also),
            [=](net::Ingredients& gateway) {
                gateway.ike_seams.wire = [=](ike::Send& datagram, const ike::Arrival& request) {
                    if (is_ike_sa_init(request)) octet(datagram, request, at) = value;
                };
            }};
}

Mutant omits_the_nonce()
{
    return {"omits_the_nonce",
            "rfc7296/1.2/ike-sa-init-answered",
            "payload-missing",
            "ike",
            what_rides_on_ike_auth({"rfc7296/2.10/nonce-fresh-and-long-enough", "p2s/clients/ike-sa-init", "p2s/ike/row", "p2s/ike/nat-t-row"}),
            [](net::Ingredients& gateway) {
                gateway.ike_limits.half_open_per_address = gateway.ike_limits.half_open;
                gateway.ike_seams.outbox = [](ike::Response& response, const ike::Arrival&) {
                    std::erase_if(response.payloads, [](const ike::Payload& payload) {
                        return std::holds_alternative<ike::Nonce>(payload);
                    });
                };
            }};
}

Mutant sends_its_nonce_twice()
{
    return {"sends_its_nonce_twice",
            "rfc7296/1.2/ike-sa-init-answered",
            "payload-repeated",
            "ike",
            {},
            [](net::Ingredients& gateway) {
                gateway.ike_seams.outbox = [](ike::Response& response, const ike::Arrival&) {
                    const auto nonce = std::ranges::find_if(
                        response.payloads, [](const ike::Payload& payload) {
                            return std::holds_alternative<ike::Nonce>(payload);
                        });
                    if (nonce != response.payloads.end()) {
                        response.payloads.push_back(ike::Payload{*nonce});
                    }
                };
            }};
}

}  // namespace

std::vector<Mutant> answers_ike_sa_init_wrongly()
{
    const std::vector<std::string> echo = {"rfc7296/2.2/response-echoes-its-request",
                                           "rfc7296/1.5/invalid-major-version-form"};
    return {sets_an_octet("answers_with_another_exchange_type", "wrong-exchange-type",
                          exchange_type_at, 36, echo),
            sets_an_octet("numbers_its_first_answer_one", "wrong-message-id",
                          last_octet_of_message_id_at, 1, echo),
            omits_the_nonce(), sends_its_nonce_twice()};
}

}  // namespace gateway::mutants
