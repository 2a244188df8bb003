// An IKE_AUTH that is to be rejected in its entirety, and how else that can be done: RFC 7296,
// Section 2.21.2.
#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string critical = "rfc7296/2.21.2/unknown-critical-payload-in-ike-auth";
const std::string malformed = "rfc7296/2.21.2/malformed-ike-auth";

bool says(const ike::Response& response, ike::NotifyType type)
{
    const auto* notify = std::get_if<ike::Notify>(&response.payloads.front());
    return notify != nullptr && notify->type == type;
}

void say_more(ike::Response& response, const ike::Arrival&)
{
    if (says(response, ike::NotifyType::invalid_syntax)) {
        response.payloads.emplace_back(ike::Notify{ike::NotifyType::authentication_failed, {}});
    }
}

bool is_of_an_sa(const ike::Response& response)
{
    return response.exchange_type == std::to_underlying(ike::ExchangeType::ike_auth);
}

void count_on(ike::Response& response, const ike::Arrival&)
{
    if (is_of_an_sa(response) && says(response, ike::NotifyType::unsupported_critical_payload)) {
        ++response.message_id;
    }
}

void take_another_spi(ike::Response& response, const ike::Arrival&)
{
    if (is_of_an_sa(response) && says(response, ike::NotifyType::invalid_syntax)) {
        response.responder_spi ^= 1;
    }
}

}  // namespace

std::vector<Mutant> rejects_ike_auth_wrongly()
{
    return {{"overlooks_what_runs_past_its_end",
             malformed,
             "wrong-notify",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 remove_rule(gateway.ike_seams.rules.ike_auth, malformed);
             }},
            {"says_more_than_invalid_syntax",
             malformed,
             "more-than-the-notify",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = say_more; }},
            {"counts_on_when_it_rejects_ike_auth",
             critical,
             "wrong-message-id",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = count_on; }},
            {"rejects_ike_auth_under_another_spi",
             malformed,
             "responder-spi-changed",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = take_another_spi; }}};
}

}  // namespace gateway::mutants
