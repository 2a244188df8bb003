// A cookie that does not match, minded: RFC 7296, Section 2.6.
#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

Mutant minds(std::string name, std::string code, ike::Refusal refusal)
{
    return {std::move(name),
            "rfc7296/2.6/wrong-cookie-ignored",
            std::move(code),
            "ike",
            {"rfc7296/2.6/altered-cookie-ignored"},
            [=](net::Ingredients& gateway) {
                add_rule(gateway.ike_seams.rules.ike_sa_init,
                         [=](const ike::Negotiation& negotiation) -> std::optional<ike::Refusal> {
                             const auto& request = negotiation.request;
                             const auto& arrival = negotiation.arrival;
                             if (!request.cookie ||
                                 negotiation.cookies.recognises(*request.cookie, arrival.path.peer,
                                                                arrival.header.initiator_spi,
                                                                request.nonce)) {
                                 return std::nullopt;
                             }
                             return refusal;
                         });
            }};
}

}  // namespace

std::vector<Mutant> minds_cookies()
{
    return {minds("drops_a_wrong_cookie", "silent", ike::Drop{"mutant"}),
            minds("refuses_a_wrong_cookie", "refused-by-notify:7",
                  ike::Notify{ike::NotifyType::invalid_syntax, {}})};
}

}  // namespace gateway::mutants
