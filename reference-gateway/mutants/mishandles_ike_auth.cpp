// An IKE_AUTH message that is odd but in order, refused for what is odd about it, or odd in a way
// that is not seen: RFC 7296, Sections 2.21.2 and 3.14.
#include <utility>

#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string critical = "rfc7296/2.21.2/unknown-critical-payload-in-ike-auth";
const std::string padding = "rfc7296/3.14/any-padding-accepted";

bool is_ike_auth(std::uint8_t exchange)
{
    return exchange == std::to_underlying(ike::ExchangeType::ike_auth);
}

void change_the_octet(ike::Response& response, const ike::Arrival& request)
{
    if (!is_ike_auth(request.header.exchange_type)) return;
    for (ike::Payload& payload : response.payloads) {
        auto* notify = std::get_if<ike::Notify>(&payload);
        if (notify != nullptr && !notify->data.empty()) ++notify->data.front();
    }
}

void say_more(ike::Response& response, const ike::Arrival& request)
{
    if (!is_ike_auth(request.header.exchange_type)) return;
    const auto* notify = std::get_if<ike::Notify>(&response.payloads.front());
    if (notify != nullptr && notify->type == ike::NotifyType::unsupported_critical_payload) {
        response.payloads.emplace_back(ike::Notify{ike::NotifyType::authentication_failed, {}});
    }
}

// With less than a block of padding the IKE_AUTH of a stranger is shorter than this.
std::optional<ike::Refusal> drop_much_padding(const ike::Arrival& arrival)
{
    constexpr std::size_t longest = 360;
    if (!is_ike_auth(arrival.header.exchange_type) || arrival.message.size() <= longest)
        return std::nullopt;
    return ike::Drop{"mutant"};
}

}  // namespace

std::vector<Mutant> mishandles_ike_auth()
{
    return {{"overlooks_critical_payloads_in_ike_auth",
             critical,
             "wrong-notify",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 remove_rule(gateway.ike_seams.rules.ike_auth, critical);
             }},
            {"names_another_critical_payload_in_ike_auth",
             critical,
             "wrong-notify-data",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = change_the_octet; }},
            {"says_more_than_the_critical_payload",
             critical,
             "more-than-the-notify",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = say_more; }},
            {"drops_much_padding",
             padding,
             "silent",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 add_rule(gateway.ike_seams.rules.arrival, drop_much_padding);
             }}};
}

}  // namespace gateway::mutants
