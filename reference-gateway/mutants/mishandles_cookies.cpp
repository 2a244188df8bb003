// Cookies that are never asked for, of a wrong length, or asked for without end: RFC 7296,
// Sections 2.6 and 2.6.1.
#include "mutants/ike_mutants.h"
#include "mutants/rewrites_notifies.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string demanded = "rfc7296/2.6/cookie-demanded-under-load";
const std::string converges = "rfc7296/2.6.1/cookie-and-invalid-ke-converge";

Mutant bakes(std::string name, std::size_t size)
{
    return {std::move(name),
            "rfc7296/2.6/cookie-length",
            "cookie-length",
            "ike",
            {demanded, converges},
            [=](net::Ingredients& gateway) {
                gateway.ike_seams.outbox =
                    rewrite(ike::NotifyType::cookie,
                            [=](ike::Notify& notify) { notify.data.resize(size, 0x5a); });
            }};
}

std::optional<ike::Refusal> ask_again(const ike::Negotiation& negotiation)
{
    const Endpoint& peer = negotiation.arrival.path.peer;
    return ike::Notify{ike::NotifyType::cookie,
                       negotiation.cookies.bake(peer, negotiation.arrival.header.initiator_spi,
                                                negotiation.request.nonce)};
}

std::optional<ike::Refusal> accept_no_cookie(const ike::Negotiation& negotiation)
{
    if (!negotiation.crowded) return std::nullopt;
    return ask_again(negotiation);
}

// Whatever is in it.
std::optional<ike::Refusal> accept_any_cookie(const ike::Negotiation& negotiation)
{
    if (!negotiation.crowded || negotiation.request.cookie) return std::nullopt;
    return ask_again(negotiation);
}

// An offer of two groups, whose KE payload is of the selected one: the second try.
bool has_changed_its_group(const ike::Negotiation& negotiation)
{
    const auto& request = negotiation.request;
    std::size_t groups = 0;
    for (const ike::Transform& transform : request.proposals.front().transforms) {
        if (transform.type == std::to_underlying(ike::TransformType::group)) ++groups;
    }
    return negotiation.selected && groups == 2 &&
           request.key_share.group == negotiation.selected->tuple.group;
}

std::optional<ike::Refusal> ask_again_after_a_change_of_group(const ike::Negotiation& negotiation)
{
    if (!negotiation.crowded || !has_changed_its_group(negotiation)) return std::nullopt;
    return ask_again(negotiation);
}

// As if the key share were part of the cookie: each has to be asked for.
std::optional<ike::Refusal> bind_the_cookie_to_the_group(const ike::Negotiation& negotiation,
                                                         bool& has_asked)
{
    if (!negotiation.crowded || !has_changed_its_group(negotiation) || has_asked)
        return std::nullopt;
    has_asked = true;
    return ask_again(negotiation);
}

}  // namespace

std::vector<Mutant> mishandles_cookies()
{
    return {bakes("bakes_empty_cookies", 0),
            bakes("bakes_cookies_of_65_octets", 65),
            {"accepts_no_cookie",
             demanded,
             "cookie-not-accepted",
             "ike",
             {converges, "rfc7296/2.6/cookie-binding"},
             [](net::Ingredients& gateway) {
                 add_rule(gateway.ike_seams.rules.ike_sa_init, accept_no_cookie);
             }},
            {"accepts_any_cookie",
             "rfc7296/2.6/altered-cookie-ignored",
             "accepted",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 remove_rule(gateway.ike_seams.rules.ike_sa_init, demanded);
                 add_rule(gateway.ike_seams.rules.ike_sa_init, accept_any_cookie);
             }},
            {"asks_for_cookies_without_end_after_a_change_of_group",
             converges,
             "does-not-converge",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 add_rule(gateway.ike_seams.rules.ike_sa_init, ask_again_after_a_change_of_group);
             }},
            {"asks_for_a_new_cookie_after_a_change_of_group",
             converges,
             "longer-exchange",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 add_rule(gateway.ike_seams.rules.ike_sa_init,
                          [has_asked = false](const ike::Negotiation& negotiation) mutable {
                              return bind_the_cookie_to_the_group(negotiation, has_asked);
                          });
             }}};
}

}  // namespace gateway::mutants
