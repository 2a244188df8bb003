// The IPsec rows of the policy edition, asked for one at a time in CREATE_CHILD_SA: only there a Child SA has a key exchange.

#include <algorithm>
#include <array>

#include "peers/ike/child_offer.h"
#include "probes/ike/refused_child.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using catalog::IpsecRow;
using peers::ike::NewChild;

constexpr std::uint16_t ecp_256 = 19, modp_2048 = 14;

std::vector<std::string> rows(const catalog::Edition& edition, const catalog::Registries& registries)
{
    std::vector<std::string> slugs;
    for (const auto& row : edition.ipsec) {
        slugs.push_back(catalog::slug(row, registries));
    }
    return slugs;
}

IpsecRow row_named(const Bench& bench)
{
    const auto found = std::ranges::find_if(
        bench.edition.ipsec, [&](const IpsecRow& row) { return catalog::slug(row, bench.registries) == bench.instance; });
    if (found == bench.edition.ipsec.end()) { throw Unmet{"the edition has no row " + bench.instance}; }
    return *found;
}

// What the edition demands and the IETF discourages stands beside the verdict.
void advise(const Bench& bench, const IpsecRow& row, Finding& finding)
{
    const std::array transforms{
        std::tuple{"esp", "encryption", row.encr, &bench.registries.encryption},
        std::tuple{"esp", "integrity", row.integ, &bench.registries.integrity},
        std::tuple{"ike", "group", row.pfs, &bench.registries.group},
    };
    for (const auto& [use, type, number, known] : transforms) {
        const auto* status = bench.registries.status(use, type, number);
        if (number == 0 || status == nullptr || !status->level.ends_with("NOT")) { continue; }
        const auto* transform = catalog::find(*known, number);
        const auto name = transform == nullptr ? std::to_string(number) : transform->name;
        finding.advisories.push_back({"discouraged:" + std::string{type} + "-" + std::to_string(number),
                                      name + " is " + status->level + " for " + (use == std::string{"esp"} ? "ESP" : "key exchange"),
                                      status->source});
    }
}

// Of a group that the prober does not compute in, the gateway asks for it: so the rest of the row was accepted.
std::uint16_t ke_group_for(const IpsecRow& row)
{
    if (row.pfs == 0 || crypto::supports_group(row.pfs)) { return row.pfs; }
    return row.pfs == ecp_256 ? modp_2048 : ecp_256;
}

// As a Child SA more; where the gateway bears one alone, in place of the one that there is.
NewChild asked_for(Bench& bench, Tunnel& tunnel, const IpsecRow& row)
{
    const SecurityAssociation offer{{peers::ike::esp_proposal(row, peers::ike::fresh_esp_spi(bench.random))}, {}};
    auto made = tunnel.open_child(tunnel.create_child_sa(offer, ke_group_for(row)));
    if (!is_refused_beside_the_proposal(made) || !tunnel.child()) { return made; }
    return tunnel.open_child(tunnel.rekey_child_sa(offer, ke_group_for(row), tunnel.child()->initiator_spi));
}

// What an answer that selects the row lacks; empty: nothing.
std::string flaw_of(const NewChild& made, const IpsecRow& row)
{
    if (peers::ike::esp_row_of(*made.selected) != row) { return "selected-another"; }
    const auto has = [&](PayloadType type) {
        return std::ranges::any_of(made.conclusion.inside, [&](const Payload& one) { return one.is(type); });
    };
    for (const auto type : {PayloadType::nonce, PayloadType::traffic_selector_initiator, PayloadType::traffic_selector_responder}) {
        if (!has(type)) { return "payload-missing"; }
    }
    if (row.pfs == 0) { return has(PayloadType::key_exchange) ? "key-exchange-unasked" : ""; }
    return made.sa || !crypto::lengths({row.encr, row.key_length, row.integ}) ? "" : "key-exchange-wrong";
}

// Each IPsec row of the edition is accepted for a Child SA of its own, with a key exchange in its group, and the same tuple comes
// back.
Finding row_is_accepted(Bench& bench)
{
    const auto row = row_named(bench);
    auto tunnel = established_tunnel(bench);
    const auto made = asked_for(bench, tunnel, row);
    tunnel.leave();
    const auto line = wire::ike::line(peers::ike::esp_proposal(row, {}), bench.registries);
    const auto expected = "selected " + line;
    if (is_refused_beside_the_proposal(made)) { return inconclusive(bench, made.conclusion, made.code(), expected); }
    if (ke_group_for(row) != row.pfs && made.wanted_group == row.pfs) {
        auto finding = pass(bench, made.conclusion, made.code(), "INVALID_KE_PAYLOAD for the row's group: the prober has no keys for it");
        advise(bench, row, finding);
        return finding;
    }
    if (!made.selected) { return fail(bench, made.conclusion, made.code(), expected); }
    const auto flaw = flaw_of(made, row);
    auto finding = flaw.empty() ? pass(bench, made.conclusion, "accepted", expected) : fail(bench, made.conclusion, flaw, expected);
    finding.observed = "selected " + wire::ike::line(*made.selected, bench.registries);
    if (flaw.empty()) { advise(bench, row, finding); }
    return finding;
}

const std::array table{
    Probe{"p2s/ipsec/row", row_is_accepted, &tunnel_is_established, Impact::safe, rows},
};

}  // namespace

std::span<const Probe> ipsec_row_probes() { return table; }

}  // namespace conformance::probes::ike
