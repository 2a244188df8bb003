// Child SAs that end too early or too late, and traffic that stays behind when its client moves:
// RFC 7296, Sections 1.4.1, 2.8, 2.8.1 and 2.23; RFC 4555, Section 3.5.
#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <utility>

#include "mutants/mutants_within.h"
#include "mutants/rewritten_actions.h"

namespace gateway::mutants {
namespace {

Mutant mutant(std::string name, std::string requirement, std::string code, Change change,
              std::vector<std::string> also = {})
{
    return mutant_within("ipsec", std::move(name), std::move(requirement), std::move(code),
                         std::move(change), std::move(also));
}

Change doing(std::function<void(ike::Actions&)> change)
{
    return [change = std::move(change)](net::Ingredients& gateway) {
        gateway.around_ike = rewriting_actions(change);
    };
}

std::string word(const Event& event, const std::string& name)
{
    for (const auto& [key, value] : event.words) {
        if (key == name) return value;
    }
    return "";
}

// A Child SA ends with the IKE SA that made it, when that is rekeyed.
std::function<void(ike::Actions&)> inheriting_nothing()
{
    return [children = std::make_shared<std::multimap<std::string, std::uint32_t>>()](
               ike::Actions& actions) {
        for (const Event& event : actions.events) {
            const std::string sa = word(event, "responder_spi");
            if (event.name == "child-sa") {
                const std::string text = word(event, "inbound_spi");
                std::uint32_t spi = 0;
                std::from_chars(text.data(), text.data() + text.size(), spi, 16);
                children->emplace(sa, spi);
            } else if (event.name == "ike-sa-rekeyed") {
                const auto [begin, end] = children->equal_range(sa);
                for (auto one = begin; one != end; ++one) {
                    actions.close.push_back(one->second);
                }
            }
        }
    };
}

// Of the Child SAs of a client the one that it has turned to last is taken, and no other again.
void turn_away_from_what_was_left(ike::TrafficSeams& traffic)
{
    auto heard = std::make_shared<std::map<std::string, std::vector<std::uint32_t>>>();
    traffic.is_selected = [heard, usual = traffic.is_selected](const ike::ChildSa& sa,
                                                               View packet) {
        auto& spis = (*heard)[to_text(sa.path.peer)];
        if (std::ranges::find(spis, sa.inbound_spi) == spis.end()) spis.push_back(sa.inbound_spi);
        return spis.back() == sa.inbound_spi && usual(sa, packet);
    };
}

// Of the Delete payloads, those of IKE SAs are carried out.
ike::DeleteRequests keep_child_sas(const ike::DeleteRequests& requests)
{
    ike::DeleteRequests kept;
    for (const ike::DeleteRequest& one : requests) {
        if (one.protocol == ike::protocol_ike) kept.push_back(one);
    }
    return kept;
}

// What an IKE SA leaves behind when it is deleted stays open.
void leave_child_sas_behind(net::Ingredients& gateway)
{
    const auto is_over = std::make_shared<bool>(false);
    gateway.ike_seams.deletions = [is_over](const ike::DeleteRequests& requests) {
        *is_over = std::ranges::any_of(requests, [](const ike::DeleteRequest& one) {
            return one.protocol == ike::protocol_ike;
        });
        return requests;
    };
    gateway.around_ike = rewriting_actions([is_over](ike::Actions& actions) {
        if (std::exchange(*is_over, false)) actions.close.clear();
    });
}

void stay(ike::Actions& actions)
{
    for (ike::ChildSa& sa : actions.open) {
        sa.nat.gateway = true;  // whoever takes itself to be behind one follows nobody
    }
}

void stay_whatever_is_said(ike::Actions& actions)
{
    stay(actions);
    actions.move.clear();
}

ike::DeleteRequests the_first_alone(ike::DeleteRequests all)
{
    for (ike::DeleteRequest& one : all) {
        if (one.spis.size() > 1) one.spis.resize(1);
    }
    return all;
}

}  // namespace

std::vector<Mutant> loses_child_sas()
{
    const std::string every = "rfc7296/1.4.1/every-child-sa-named-is-closed";
    const std::string follows = "rfc7296/2.23/address-follows-authenticated-packets";
    return {
        mutant("inherits_no_child_sas", "rfc7296/2.8/child-sas-inherited", "silent",
               doing(inheriting_nothing())),
        mutant(
            "turns_away_from_child_sas_that_were_left", "rfc7296/2.8.1/both-child-sas-receive",
            "new-silent",
            [](net::Ingredients& gateway) { turn_away_from_what_was_left(gateway.traffic_seams); }),
        mutant("keeps_child_sas_that_are_deleted", "rfc7296/1.4.1/deleted-child-sa-is-closed",
               "delivered",
               [](net::Ingredients& gateway) { gateway.ike_seams.deletions = keep_child_sas; },
               {every}),
        mutant("closes_the_first_child_sa_alone", every, "delivered",
               [](net::Ingredients& gateway) { gateway.ike_seams.deletions = the_first_alone; }),
        mutant("leaves_child_sas_behind", "rfc7296/1.4.1/child-sas-close-with-their-ike-sa",
               "delivered", leave_child_sas_behind),
        mutant("follows_nobody_by_traffic", follows, "silent", doing(stay)),
        mutant("follows_nobody_at_all", "rfc4555/3.5/update-sa-addresses", "silent",
               doing(stay_whatever_is_said), {follows}),
    };
}

}  // namespace gateway::mutants
