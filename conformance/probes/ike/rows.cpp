#include "probes/ike/rows.h"

#include <algorithm>
#include <array>

#include "probes/ike/finishable.h"

namespace conformance::probes::ike {

namespace {

constexpr std::uint16_t aes_cbc = 12;
constexpr std::uint16_t hmac_sha2_256 = 5;
constexpr std::uint16_t hmac_sha2_256_128 = 12;

bool accepts(Bench& bench, const catalog::IkeRow& row)
{
    Initiator peer{bench};
    return peer.negotiate(request_for(peer, row)).accepted();
}

}  // namespace

bool is_aead(const catalog::IkeRow& row)
{
    return row.integ == 0;
}

bool is_ecp(std::uint16_t group)
{
    return group >= 19 && group <= 21;
}

bool is_modp(std::uint16_t group)
{
    return crypto::supports_group(group) &&
           (group <= 5 || (group >= 14 && group <= 18) || group == 24);
}

std::optional<catalog::IkeRow> accepted_row(Bench& bench, const IsWanted& is_wanted)
{
    const auto known = known_row(bench);
    if (is_wanted(known)) {
        return known;
    }
    bool has_one = false;
    for (const auto& row : bench.edition.ike) {
        if (!is_wanted(row)) {
            continue;
        }
        if (accepts(bench, row)) {
            return row;
        }
        has_one = true;
    }
    if (has_one) {
        throw Unmet{"the gateway accepts none of the rows of this kind"};
    }
    return std::nullopt;
}

catalog::IkeRow classic_row(Bench& bench)
{
    const auto row = accepted_row(bench, [](const auto& one) { return one.encr == aes_cbc; });
    return row.value_or(catalog::IkeRow{.encr = aes_cbc,
                                        .key_length = 256,
                                        .prf = hmac_sha2_256,
                                        .integ = hmac_sha2_256_128,
                                        .group = known_row(bench).group});
}

Answer half_open(Bench& bench, Initiator& peer, const catalog::IkeRow& row)
{
    auto answer = peer.exchange(peer.ike_sa_init(row));
    if (!answer.accepted()) {
        throw Unmet{"IKE_SA_INIT was not accepted: " + answer.text(bench.registries)};
    }
    return answer;
}

std::vector<std::uint16_t> groups_outside(const Bench& bench, catalog::IkeRow row,
                                          std::size_t count)
{
    constexpr std::array<std::uint16_t, 9> candidates{31, 21, 16, 15, 5, 19, 20, 14, 2};
    std::vector<std::uint16_t> outside;
    for (const auto group : candidates) {
        row.group = group;
        if (outside.size() < count &&
            std::ranges::find(bench.edition.ike, row) == bench.edition.ike.end()) {
            outside.push_back(group);
        }
    }
    if (outside.size() < count) {
        throw Unmet{"the edition allows nearly every group beside this row"};
    }
    return outside;
}

std::uint16_t group_outside(const Bench& bench, const catalog::IkeRow& row)
{
    return groups_outside(bench, row, 1).front();
}

std::vector<std::string> groups_of(const catalog::Edition& edition,
                                   const catalog::Registries& registries,
                                   bool (*is_wanted)(std::uint16_t group))
{
    std::vector<std::string> slugs;
    for (const auto& row : edition.ike) {
        const auto* known = catalog::find(registries.group, row.group);
        if (known == nullptr || !is_wanted(row.group)) {
            continue;
        }
        if (std::ranges::find(slugs, known->slug) == slugs.end()) {
            slugs.push_back(known->slug);
        }
    }
    return slugs;
}

catalog::IkeRow row_of_instance(Bench& bench)
{
    const auto row = accepted_row(bench, [&](const auto& one) {
        const auto* known = catalog::find(bench.registries.group, one.group);
        return known != nullptr && known->slug == bench.instance;
    });
    if (!row) {
        throw Unmet{"the edition has no row with group " + bench.instance};
    }
    return *row;
}

}  // namespace conformance::probes::ike
