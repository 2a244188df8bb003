// CREATE_CHILD_SA that goes wrong: RFC 7296, Sections 1.3, 2.9, 2.18, 2.22 and 2.25.
#include <algorithm>
#include <memory>
#include <utility>

#include "mutants/answers_within.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

Mutant mutant(std::string name, std::string requirement, std::string code, Change change,
              std::vector<std::string> also = {})
{
    return mutant_within("ike", std::move(name), std::move(requirement), std::move(code),
                         std::move(change), std::move(also));
}

template <typename Payload>
Payload* first(Payloads& payloads)
{
    for (ike::Payload& payload : payloads) {
        if (auto* found = std::get_if<Payload>(&payload)) return found;
    }
    return nullptr;
}

ike::Notify* first(Payloads& payloads, ike::NotifyType type)
{
    for (ike::Payload& payload : payloads) {
        auto* found = std::get_if<ike::Notify>(&payload);
        if (found != nullptr && found->type == type) return found;
    }
    return nullptr;
}

void name_another_group(Payloads& payloads)
{
    auto* notify = first(payloads, ike::NotifyType::invalid_ke_payload);
    if (notify != nullptr) notify->data.back() ^= 1U;
}

void name_another_spi(Payloads& payloads)
{
    auto* notify = first(payloads, ike::NotifyType::child_sa_not_found);
    if (notify != nullptr) notify->spi.back() ^= 1U;
}

void send_a_key_share_unasked(Payloads& payloads)
{
    constexpr std::size_t octets = 64;
    constexpr std::uint16_t ecp_256 = 19;
    const bool is_without = first<ike::SelectedChildProposal>(payloads) != nullptr &&
                            first<ike::KeyShare>(payloads) == nullptr;
    if (is_without) payloads.emplace_back(ike::KeyShare{ecp_256, Octets(octets, 1)});
}

void leave_out_the_last_address(Payloads& payloads)
{
    auto* selectors = first<ike::SelectorsOfResponder>(payloads);
    if (selectors == nullptr) return;
    for (ike::TrafficSelector& one : selectors->list) {
        if (one.first < one.last) --one.last.back();
    }
}

void keep_the_last_address_alone(Payloads& payloads)
{
    auto* selectors = first<ike::SelectorsOfResponder>(payloads);
    if (selectors == nullptr) return;
    selectors->list = {selectors->list.back()};
    selectors->list.front().first = selectors->list.front().last;
}

// For any protocol and port, whatever was asked for.
void widen_the_selectors(Payloads& payloads)
{
    auto* selectors = first<ike::SelectorsOfResponder>(payloads);
    if (selectors == nullptr) return;
    for (ike::TrafficSelector& one : selectors->list) {
        one = {0, 0, 65535, one.first, one.last};
    }
}

void compress_unasked(Payloads& payloads)
{
    constexpr ike::NotifyType ipcomp_supported{16387};
    constexpr std::uint8_t lzs = 3;
    if (first<ike::SelectedChildProposal>(payloads) == nullptr) return;
    payloads.emplace_back(ike::Notify{ipcomp_supported, {0x10, 0x01, lzs}});
}

// INVALID_SYNTAX ends the IKE SA; what is said is something else.
void end_the_ike_sa_too(net::Ingredients& gateway)
{
    for (auto& rule : gateway.ike_seams.rules.create_child_sa) {
        if (rule.requirement != "rfc7296/1.3/no-acceptable-proposal") continue;
        rule.check = [](const ike::CreateNegotiation& negotiation) -> std::optional<ike::Refusal> {
            if (negotiation.is_selected) return std::nullopt;
            return ike::Notify{ike::NotifyType::invalid_syntax, {}};
        };
    }
    in(ike::ExchangeType::create_child_sa, [](Payloads& payloads) {
        auto* notify = first(payloads, ike::NotifyType::invalid_syntax);
        if (notify != nullptr) notify->type = ike::NotifyType::no_proposal_chosen;
    })(gateway);
}

void keep_its_nonce_to_itself(Payloads& payloads)
{
    if (first<ike::SelectedChildProposal>(payloads) == nullptr) return;
    std::erase_if(payloads, [](const ike::Payload& payload) {
        return std::holds_alternative<ike::Nonce>(payload);
    });
}

void name_another_ike_spi(Payloads& payloads)
{
    auto* selected = first<ike::SelectedProposal>(payloads);
    if (selected != nullptr) selected->spi.back() ^= 1U;
}

// Says so, at least, where it would refuse.
void rekey_without_a_key_exchange(net::Ingredients& gateway)
{
    auto accepted = std::make_shared<std::optional<ike::SelectedProposal>>();
    gateway.ike_seams.select = [accepted, usual = gateway.ike_seams.select](
                                   const ike::Offer& offer,
                                   const ike::Rows& rows) -> std::optional<ike::SelectedProposal> {
        auto selected = usual(offer, rows);
        if (!selected && offer.spi_size != 0 && !rows.empty()) {
            *accepted = ike::SelectedProposal{1, rows.front(), false, Octets(offer.spi_size, 7)};
        }
        return selected;
    };
    gateway.ike_seams.outbox = [accepted](ike::Response& response, const ike::Arrival&) {
        const auto selected = std::exchange(*accepted, std::nullopt);
        if (selected) response.payloads = {*selected, ike::Nonce{Octets(32, 7)}};
    };
}

}  // namespace

std::vector<Mutant> mishandles_rekeying()
{
    using enum ike::ExchangeType;
    const std::string not_found = "rfc7296/2.25/child-sa-not-found";
    const std::string never_narrows = "rfc7296/2.9.2/rekeying-never-narrows";
    return {
        mutant("asks_for_another_group_within", "rfc7296/1.3/invalid-ke-payload", "another-group",
               in(create_child_sa, name_another_group)),
        mutant("ends_the_ike_sa_with_a_failed_child_sa",
               "rfc7296/1.3.1/failed-child-leaves-the-ike-sa", "gone", end_the_ike_sa_too,
               {"rfc7296/2.21.3/errors-are-answered"}),
        mutant("keeps_its_nonce_to_itself", "rfc7296/1.3.3/child-sa-rekeyed", "payload-missing",
               in(create_child_sa, keep_its_nonce_to_itself),
               {"p2s/ipsec/row", "rfc4301/5.2", "rfc7296/1.4.1", "rfc7296/2.8", "rfc7296/2.8.1",
                "rfc7296/2.17"}),
        mutant("sends_a_key_exchange_unasked", "rfc7296/3.3.6/key-exchange-of-group-none",
               "key-exchange-sent", in(create_child_sa, send_a_key_share_unasked), {"p2s/ipsec/row"}),
        mutant("rekeys_what_it_does_not_have", not_found, "accepted",
               [not_found](net::Ingredients& gateway) {
                   remove_rule(gateway.ike_seams.rules.create_child_sa, not_found);
               }),
        mutant("misses_another_child_sa_than_was_named",
               "rfc7296/2.25/child-sa-not-found-names-the-spi", "another-spi",
               in(create_child_sa, name_another_spi)),
        mutant("narrows_when_it_rekeys", never_narrows, "narrowed",
               in(create_child_sa, leave_out_the_last_address)),
        mutant("narrows_to_something_else", "rfc7296/2.9/first-selectors-are-kept", "not-kept",
               in(create_child_sa, keep_the_last_address_alone), {never_narrows}),
        mutant("widens_the_selectors_of_a_child_sa_more", "rfc7296/2.9/answer-is-a-subset",
               "wider-than-asked", in(create_child_sa, widen_the_selectors), {"rfc4301/5.2"}),
        mutant("compresses_unasked", "rfc7296/2.22/ipcomp-as-offered", "not-offered",
               in(ike::ExchangeType::ike_auth, compress_unasked)),
        mutant("rekeys_without_a_key_exchange",
               "rfc7296/2.18/rekeying-without-key-exchange-refused", "accepted",
               rekey_without_a_key_exchange, {"p2s/ike/nothing-else-in-a-rekey"}),
        mutant("names_another_spi_of_its_new_ike_sa", "rfc7296/2.18/rekeyed-sa-begins-anew",
               "silent", in(create_child_sa, name_another_ike_spi),
               {"rfc7296/2.8", "rfc7296/2.18/keys-made-by-the-new-prf"}),
        mutant("gives_its_new_ike_sa_no_spi", "rfc7296/1.3.2/ike-sa-rekeyed", "no-spi",
               in(create_child_sa,
                  [](Payloads& payloads) {
                      auto* selected = first<ike::SelectedProposal>(payloads);
                      if (selected != nullptr) selected->spi.clear();
                  }),
               {"rfc7296/1.3.2/old-ike-sa-answers-its-deletion", "rfc7296/2.8",
                "rfc7296/2.18/keys-made-by-the-new-prf", "rfc7296/2.18/rekeyed-sa-begins-anew"}),
        mutant("makes_skeyseed_by_the_new_prf", "rfc7296/2.18/keys-made-by-the-new-prf", "silent",
               [](net::Ingredients& gateway) {
                   gateway.ike_seams.prf_of_skeyseed = [](auto, auto new_prf) { return new_prf; };
               }),
        mutant("forgets_an_ike_sa_when_it_is_rekeyed",
               "rfc7296/1.3.2/old-ike-sa-answers-its-deletion", "silent",
               [](net::Ingredients& gateway) { gateway.ike_limits.closed_life = {}; }),
    };
}

}  // namespace gateway::mutants
