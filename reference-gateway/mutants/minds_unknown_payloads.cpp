// An unknown payload without the critical flag, minded: RFC 7296, Section 2.5.
#include <algorithm>

#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/2.5/unknown-noncritical-payload-ignored";

constexpr std::uint8_t first_unknown = 49;

std::optional<std::uint8_t> unknown_payload(const ike::Arrival& arrival)
{
    const auto chain =
        ike::split(arrival.header.first_payload, arrival.message.subspan(ike::header_size));
    if (!chain) return std::nullopt;
    const auto found = std::ranges::find_if(chain->payloads, [](const ike::RawPayload& payload) {
        return payload.type >= first_unknown && !payload.critical;
    });
    if (found == chain->payloads.end()) return std::nullopt;
    return found->type;
}

}  // namespace

std::vector<Mutant> minds_unknown_payloads()
{
    return {{"drops_unknown_payloads",
             requirement,
             "silent",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 add_rule(gateway.ike_seams.rules.arrival,
                          [](const ike::Arrival& arrival) -> std::optional<ike::Refusal> {
                              if (!unknown_payload(arrival)) return std::nullopt;
                              return ike::Drop{"mutant"};
                          });
             }},
            {"takes_every_unknown_payload_for_critical",
             requirement,
             "refused-by-notify:1",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 add_rule(
                     gateway.ike_seams.rules.arrival,
                     [](const ike::Arrival& arrival) -> std::optional<ike::Refusal> {
                         const auto type = unknown_payload(arrival);
                         if (!type) return std::nullopt;
                         return ike::Notify{ike::NotifyType::unsupported_critical_payload, {*type}};
                     });
             }}};
}

}  // namespace gateway::mutants
