// Clients that people use, and that a gateway turns away for what they legally send: vendor IDs and
// notifies of their own, many proposals, SHA-1 in ESP.
#include <algorithm>

#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/request_payloads.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

constexpr std::uint8_t notify = 41;
constexpr std::uint8_t vendor_id = 43;
constexpr std::uint16_t redirect_supported = 16406;
constexpr std::uint16_t hmac_sha1_96 = 2;
constexpr std::uint16_t hmac_sha2_256_128 = 12;
constexpr std::size_t most_proposals = 8;

const std::string first_exchange = "p2s/clients/ike-sa-init";
const std::string tunnel = "p2s/clients/tunnel";

bool has_a_payload(const ike::Arrival& arrival, std::uint8_t type, bool (*is_minded)(View))
{
    return is_ike_sa_init(arrival) && !arrival.header.is_response &&
           std::ranges::any_of(places(arrival.message), [&](const Place& place) {
               return place.type == type && is_minded(place.body);
           });
}

std::optional<ike::Refusal> drop_microsofts_vendor_id(const ike::Arrival& arrival)
{
    const auto is_microsofts = [](View body) {
        return body.size() == 20 && body[0] == 0x1e && body[1] == 0x2b && body[2] == 0x51;
    };
    if (!has_a_payload(arrival, vendor_id, is_microsofts)) return std::nullopt;
    return ike::Drop{"mutant"};
}

std::optional<ike::Refusal> refuse_who_could_be_redirected(const ike::Arrival& arrival)
{
    const auto is_redirect_supported = [](View body) {
        Cursor in{body};
        in.skip(2);
        return in.u16() == redirect_supported;
    };
    if (!has_a_payload(arrival, notify, is_redirect_supported)) return std::nullopt;
    return ike::Notify{ike::NotifyType::invalid_syntax, {}};
}

std::optional<ike::SelectedProposal> select_among_the_first(const ike::Offer& offer,
                                                            const ike::Rows& rows)
{
    auto proposals = offer.proposals;
    if (proposals.size() > most_proposals) proposals.resize(most_proposals);
    return ike::select({proposals, offer.key_share_group, offer.on_nat_t_port, offer.spi_size},
                       rows);
}

std::optional<ike::SelectedChild> select_without_sha_1(const ike::ChildOffer& offer,
                                                       const ike::IpsecRows& rows)
{
    auto hardened = rows;
    std::erase_if(hardened, [](const auto& row) { return row.tuple.integ == hmac_sha1_96; });
    return ike::select_child(offer, hardened);
}

// The keys are right all the same: what is wrong is what it says.
void call_sha_1_by_another_name(ike::Response& response, const ike::Arrival&)
{
    for (ike::Payload& payload : response.payloads) {
        auto* child = std::get_if<ike::SelectedChildProposal>(&payload);
        if (child != nullptr && child->selected.tuple.integ == hmac_sha1_96) {
            child->selected.tuple.integ = hmac_sha2_256_128;
        }
    }
}

}  // namespace

std::vector<Mutant> turns_some_clients_away()
{
    const std::string area = "clients";
    return {
        {"drops_who_has_microsofts_vendor_id",
         first_exchange + "/windows-11",
         "silent",
         area,
         {first_exchange + "/windows-10", first_exchange + "/windows-10-dh2048"},
         [](net::Ingredients& gateway) {
             add_rule(gateway.ike_seams.rules.arrival, drop_microsofts_vendor_id);
         }},
        {"refuses_who_could_be_redirected",
         first_exchange + "/macos-14",
         "refused-by-notify:7",
         area,
         {first_exchange},
         [](net::Ingredients& gateway) {
             add_rule(gateway.ike_seams.rules.arrival, refuse_who_could_be_redirected);
         }},
        {"looks_at_eight_proposals_alone",
         first_exchange + "/windows-10",
         "refused-by-notify:14",
         area,
         {first_exchange + "/windows-11"},
         [](net::Ingredients& gateway) { gateway.ike_seams.select = select_among_the_first; }},
        {"hardens_itself_against_windows",
         tunnel + "/windows-11",
         "refused-by-notify:14",
         area,
         {tunnel, "p2s/ipsec/row/cbc256-sha1-none", "p2s/ipsec/traffic/cbc256-sha1"},
         [](net::Ingredients& gateway) { gateway.ike_seams.select_child = select_without_sha_1; }},
        {"calls_sha_1_by_another_name",
         tunnel + "/windows-10",
         "selected-another",
         area,
         {tunnel, "p2s/ipsec/row/cbc256-sha1-none", "p2s/ipsec/traffic/cbc256-sha1"},
         [](net::Ingredients& gateway) { gateway.ike_seams.outbox = call_sha_1_by_another_name; }},
    };
}

}  // namespace gateway::mutants
