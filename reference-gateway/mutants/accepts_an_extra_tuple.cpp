// One tuple more than the policy has: a key length, a group, a cipher, or two rows mixed.
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

Mutant accepts(std::string name, policy::Tuple extra)
{
    return {std::move(name),
            "p2s/ike/nothing-else",
            "accepted-extra",
            "ike",
            {"p2s/ike/nat-t-nothing-else"},
            [=](net::Ingredients& gateway) {
                gateway.configuration.edition.ike_rows.push_back({extra, "extra", 0});
            }};
}

// One list of transforms for each type, as many a configuration has it, instead of whole rows.
std::optional<ike::SelectedProposal> select_from_lists(const ike::Offer& offer, ike::Rows rows)
{
    const ike::Rows given = rows;
    for (const policy::Tuple& prf : given) {
        for (const policy::Tuple& row : given) {
            policy::Tuple mixed = row;
            mixed.prf = prf.prf;
            rows.push_back(mixed);
        }
    }
    return ike::select(offer, rows);
}

std::optional<ike::SelectedProposal> select_more_on_4500(const ike::Offer& offer, ike::Rows rows)
{
    if (offer.on_nat_t_port) { rows.push_back({20, 256, {}, 6, 16}); }
    return ike::select(offer, rows);
}

// Only for an IKE SA in the place of another.
std::optional<ike::SelectedProposal> select_more_in_a_rekey(const ike::Offer& offer, ike::Rows rows)
{
    if (offer.spi_size != 0) { rows.push_back({12, 128, 12, 5, 14}); }
    return ike::select(offer, rows);
}

// One that the whole request hides when it is long, so that it shows only to who asks for little.
std::optional<ike::SelectedProposal> select_more_among_few(const ike::Offer& offer, ike::Rows rows)
{
    constexpr std::size_t most_transforms = 80;
    std::size_t transforms = 0;
    for (const ike::Proposal& proposal : offer.proposals) {
        transforms += proposal.transforms.size();
    }
    if (transforms > most_transforms) return std::nullopt;
    rows.push_back({12, 128, 2, 2, 14});
    return ike::select(offer, rows);
}

}  // namespace

std::vector<Mutant> accepts_an_extra_tuple()
{
    return {accepts("accepts_a_shorter_key", {20, 128, {}, 5, 19}),
            accepts("accepts_an_extra_group", {20, 256, {}, 6, 16}),
            accepts("accepts_group_2_with_an_aead", {20, 256, {}, 5, 2}),
            accepts("accepts_two_rows_mixed", {12, 256, 13, 5, 14}),
            accepts("accepts_3des", {3, {}, 2, 2, 14}),
            {"mixes_prfs_and_rows",
             "p2s/ike/nothing-else",
             "accepted-extra",
             "ike",
             {"p2s/ike/nat-t-nothing-else"},
             [](net::Ingredients& gateway) { gateway.ike_seams.select = select_from_lists; }},
            {"accepts_an_extra_group_on_port_4500",
             "p2s/ike/nat-t-nothing-else",
             "accepted-extra",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.select = select_more_on_4500; }},
            {"accepts_a_shorter_key_in_a_rekey",
             "p2s/ike/nothing-else-in-a-rekey",
             "accepted-extra",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.select = select_more_in_a_rekey; }},
            {"accepts_an_extra_tuple_unless_much_is_asked",
             "p2s/ike/nothing-else",
             "accepted-extra",
             "ike",
             {"p2s/ike/nat-t-nothing-else", "p2s/clients/ike-sa-init"},
             [](net::Ingredients& gateway) { gateway.ike_seams.select = select_more_among_few; }}};
}

}  // namespace gateway::mutants
