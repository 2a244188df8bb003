// Exactness where proposals are made a second time: for the Child SA of IKE_AUTH, and for an IKE SA
// in the place of another. Each box of the complement is offered once; what is accepted is named.

#include <algorithm>
#include <array>

#include "peers/ike/child_offer.h"
#include "probes/ike/esp_grid.h"
#include "probes/ike/rekeyed_ike_sa.h"
#include "probes/ike/rekeying.h"
#include "probes/ike/tables.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr auto expected = "every tuple outside the edition is refused";

Finding named(const Bench& bench, const Conclusion& answer, const Proposal& selected)
{
    auto finding = fail(bench, answer, "accepted-extra", expected);
    finding.observed = "selected " + line(selected, bench.registries);
    return finding;
}

std::string counted(std::size_t boxes, std::size_t tuples)
{
    return std::to_string(tuples) + " tuples were refused in " + std::to_string(boxes) +
           " proposals";
}

// A group means nothing there (RFC 7296, Section 1.2): the rows count without theirs.
std::vector<Box> boxes_for_ike_auth(const Bench& bench)
{
    auto rows = bench.edition.ipsec;
    for (auto& row : rows) {
        row.pfs = 0;
    }
    auto boxes = esp_complement(bench.registries, rows);
    std::ranges::move(unprotected_tuples(bench.registries), std::back_inserter(boxes));
    std::erase_if(boxes, has_groups);
    return boxes;
}

// No combination of registered transforms is accepted for the Child SA of IKE_AUTH that no IPsec
// row of the edition has.
Finding nothing_else_in_ike_auth(Bench& bench)
{
    std::size_t boxes = 0, tuples = 0;
    std::optional<Finding> last;
    for (const auto& box : boxes_for_ike_auth(bench)) {
        auto tunnel = half_open_tunnel(bench);
        auto request = tunnel.ike_auth();
        const auto spi = peers::ike::fresh_esp_spi(bench.random);
        for (auto& one : request.payloads) {
            if (one.is(PayloadType::security_association)) {
                one.body = SecurityAssociation{{esp_proposal_of(proposal_of(box, 1), spi)}, {}};
            }
        }
        tunnel.authenticate(request);
        tunnel.leave();
        const auto& answer = tunnel.answer();
        const auto* chosen = answer.body<SecurityAssociation>(PayloadType::security_association);
        if (chosen != nullptr && !chosen->proposals.empty()) {
            return named(bench, answer, chosen->proposals.front());
        }
        if (!answer.is_refusal()) {
            return inconclusive(bench, answer, answer.opened ? "no-refusal" : silence_of(answer),
                                expected);
        }
        ++boxes;
        tuples += box.tuples();
        last = pass(bench, answer, "nothing-else", expected);
    }
    if (!last) {
        throw Unmet{"the edition leaves no tuple out"};
    }
    last->observed = counted(boxes, tuples);
    return *last;
}

// One that we can make a public value of; else one that the gateway would have to ask for.
std::uint16_t ke_group_for(const Box& box)
{
    constexpr std::uint16_t ecp_256 = 19;
    const auto computable =
        std::ranges::find_if(box.group, [](auto group) { return crypto::supports_group(group); });
    return computable == box.group.end() ? ecp_256 : *computable;
}

// No combination of registered transforms outside the IKE rows is accepted for an IKE SA in the
// place of another.
Finding nothing_else_in_a_rekey(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        std::size_t boxes = 0, tuples = 0;
        for (const auto& box : complement(here.registries, here.edition.ike)) {
            constexpr std::size_t spi_octets = 8;
            auto proposal = proposal_of(box, 1);
            proposal.spi = here.random.octets(spi_octets);
            proposal.spi.front() |= 1U;
            const auto made =
                tunnel.open_ike_sa(tunnel.rekey_ike_sa({{proposal}, {}}, ke_group_for(box)));
            const auto& answer = made.conclusion;
            if (made.selected) {
                return named(here, answer, *made.selected);
            }
            const auto* wanted = answer.notify(NotifyType::invalid_ke_payload);
            const auto group = wanted == nullptr || wanted->data.size() != 2
                                   ? 0
                                   : wanted->data[0] << 8U | wanted->data[1];
            if (wanted != nullptr && std::ranges::find(box.group, group) != box.group.end()) {
                return fail(here, answer, "accepted-extra", expected);
            }
            if (!answer.is_refusal() || is_put_off(answer) || is_refused_altogether(answer)) {
                return inconclusive(here, answer, refusal_of(answer), expected);
            }
            ++boxes;
            tuples += box.tuples();
        }
        const auto usual = rekeyed_ike_sa(here, tunnel);
        if (!usual.sa) {
            throw Unmet{"a row of the edition makes no IKE SA in the place of another: " +
                        refusal_of(usual.conclusion)};
        }
        (void)go_on_under(tunnel, *usual.sa);
        auto finding = pass(here, usual.conclusion, "nothing-else", expected);
        finding.observed = counted(boxes, tuples) + ", and a row of the edition was accepted";
        return finding;
    });
}

const std::array table{
    Probe{"p2s/ipsec/nothing-else-in-ike-auth", nothing_else_in_ike_auth, &tunnel_is_established},
    Probe{"p2s/ike/nothing-else-in-a-rekey", nothing_else_in_a_rekey, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> exactness_elsewhere_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
