// An IPsec row of the policy that is not there, and one tuple more than it has.
#include <algorithm>

#include "mutants/esp_mutants.h"

namespace gateway::mutants {
namespace {

constexpr policy::EspTuple gcm_256{20, 256, {}};
constexpr policy::EspTuple cbc_256_with_sha_256{12, 256, 12};
constexpr policy::EspTuple cbc_256_with_sha_1{12, 256, 2};

struct Row {
    std::string name;  // as part of the mutant's
    std::string slug;
    policy::EspTuple tuple;
    std::uint16_t group = 0;
    std::vector<std::string> also = {};
};

Mutant lacks(const Row& row)
{
    return {"lacks_ipsec_row_" + row.name,
            "p2s/ipsec/row/" + row.slug,
            "refused-by-notify:14",
            "ipsec",
            row.also,
            [row](net::Ingredients& gateway) {
                std::erase_if(gateway.configuration.edition.ipsec_rows,
                              [&](const policy::IpsecRow& one) {
                                  return one.tuple == row.tuple && one.group == row.group;
                              });
            }};
}

const std::string in_ike_auth = "p2s/ipsec/nothing-else-in-ike-auth";

Mutant accepts(std::string name, const policy::EspTuple& tuple, std::uint16_t group,
               std::vector<std::string> also = {})
{
    return {std::move(name),
            "p2s/ipsec/nothing-else",
            "accepted-extra",
            "ipsec",
            std::move(also),
            [=](net::Ingredients& gateway) {
                gateway.configuration.edition.ipsec_rows.push_back({tuple, group, 0});
            }};
}

// Only to who asks for little: the whole request hides it.
std::optional<ike::SelectedChild> select_more_among_few(const ike::ChildOffer& offer,
                                                        const ike::IpsecRows& rows)
{
    constexpr std::size_t most_transforms = 40;
    if (auto selected = ike::select_child(offer, rows)) return selected;
    if (offer.proposals.empty() || offer.proposals.front().transforms.size() > most_transforms) {
        return std::nullopt;
    }
    return ike::select_child(offer, {{{12, 128, 12}, 0, 0}});
}

// Whatever goes with more than a few alternatives is refused, good rows among them or not.
std::optional<ike::SelectedChild> select_among_few_alone(const ike::ChildOffer& offer,
                                                         const ike::IpsecRows& rows)
{
    constexpr std::size_t most_transforms = 40;
    if (offer.in_ike_auth || offer.proposals.empty() ||
        offer.proposals.front().transforms.size() <= most_transforms) {
        return select_more_among_few(offer, rows);
    }
    return std::nullopt;
}

// With IKE_AUTH alone, as one that has two places for its proposals.
std::optional<ike::SelectedChild> select_more_at_first(const ike::ChildOffer& offer,
                                                       const ike::IpsecRows& rows)
{
    auto more = rows;
    if (offer.in_ike_auth) more.push_back({{20, 128, {}}, 0, 0});
    return ike::select_child(offer, more);
}

Mutant selects(std::string name, ike::ChildSelector selector)
{
    return {std::move(name),
            "p2s/ipsec/nothing-else",
            "accepted-extra",
            "ipsec",
            {},
            [selector = std::move(selector)](net::Ingredients& gateway) {
                gateway.ike_seams.select_child = selector;
            }};
}

}  // namespace

std::vector<Mutant> mistakes_ipsec_rows()
{
    constexpr std::uint16_t modp_2048_256 = 24;
    constexpr std::uint16_t ecp_384 = 20;
    constexpr std::uint16_t modp_2048 = 14;
    constexpr std::uint16_t modp_4096 = 16;
    return {lacks({"gcm256_modp2048s256", "gcm256-modp2048s256", gcm_256, modp_2048_256}),
            lacks({"cbc256_sha256_ecp384", "cbc256-sha256-ecp384", cbc_256_with_sha_256, ecp_384}),
            lacks({"cbc256_sha1_none",
                   "cbc256-sha1-none",
                   cbc_256_with_sha_1,
                   0,
                   {"p2s/clients/tunnel", "p2s/ipsec/traffic/cbc256-sha1"}}),
            accepts("accepts_a_shorter_esp_key", {20, 128, {}}, 0, {in_ike_auth}),
            accepts("accepts_an_extra_group_for_child_sas", gcm_256, modp_4096),
            accepts("accepts_sha1_with_a_group", cbc_256_with_sha_1, modp_2048),
            accepts("accepts_3des_for_esp", {3, {}, 2}, 0, {in_ike_auth}),
            {"accepts_a_shorter_esp_key_with_ike_auth", in_ike_auth, "accepted-extra", "ipsec", {},
             [](net::Ingredients& gateway) { gateway.ike_seams.select_child = select_more_at_first; }},
            selects("accepts_an_extra_esp_tuple_unless_much_is_asked", select_among_few_alone)};
}

}  // namespace gateway::mutants
