// The IKE rows of the policy edition, offered one at a time.

#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/finishable.h"
#include "probes/ike/tables.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

std::vector<std::string> rows(const catalog::Edition& edition, const catalog::Registries& registries)
{
    std::vector<std::string> slugs;
    for (const auto& row : edition.ike) {
        slugs.push_back(catalog::slug(row, registries));
    }
    return slugs;
}

// What the edition demands and the IETF discourages stands beside the verdict.
void advise(const Bench& bench, const catalog::IkeRow& row, Finding& finding)
{
    const std::array transforms{
        std::tuple{"encryption", row.encr, &bench.registries.encryption},
        std::tuple{"prf", row.prf, &bench.registries.prf},
        std::tuple{"integrity", row.integ, &bench.registries.integrity},
        std::tuple{"group", row.group, &bench.registries.group},
    };
    for (const auto& [type, number, known] : transforms) {
        const auto* status = bench.registries.status("ike", type, number);
        if (status == nullptr || !status->level.ends_with("NOT")) { continue; }
        const auto* transform = catalog::find(*known, number);
        const auto name = transform == nullptr ? std::to_string(number) : transform->name;
        finding.advisories.push_back({"discouraged:" + std::string{type} + "-" + std::to_string(number),
                                      name + " is " + status->level + " for IKE", status->source});
    }
}

// KE of the row's group and length, and a Nonce: without them no SA can follow.
bool has_key_exchange(const Answer& answer, const catalog::IkeRow& row)
{
    using namespace wire::ike;
    const auto* theirs = answer.message().body<KeyExchange>(PayloadType::key_exchange);
    const auto* nonce = answer.message().body<Nonce>(PayloadType::nonce);
    return theirs != nullptr && nonce != nullptr && theirs->group == row.group &&
           theirs->data.size() == Initiator::public_octets(row.group);
}

// Of a row that no keys follow from: the gateway asks for its group, so the rest of it was accepted.
Finding group_is_asked_for(Bench& bench, Port port, const catalog::IkeRow& row)
{
    Initiator peer{bench, port};
    const auto answer = peer.negotiate(request_for(peer, row));
    const auto expected = "INVALID_KE_PAYLOAD for group " + std::to_string(row.group) +
                          ", for a KE payload of another: the prober has no keys for this row";
    if (answer.wanted_group() != row.group) { return fail(bench, answer, answer.code(), expected); }
    auto finding = pass(bench, answer, expected);
    advise(bench, row, finding);
    return finding;
}

Finding row_comes_back(Bench& bench, Port port)
{
    const auto row = row_named(bench, bench.instance);
    if (!can_be_finished(row)) { return group_is_asked_for(bench, port, row); }
    Initiator peer{bench, port};
    const auto answer = peer.exchange(peer.ike_sa_init(row));
    const auto expected = "selected " + wire::ike::line(peers::ike::proposal_of(row), bench.registries);

    if (!answer.accepted()) { return fail(bench, answer, answer.code(), expected); }
    if (answer.selected() != row) { return fail(bench, answer, "selected-another", expected); }
    if (port == Port::nat_t && !answer.with_marker) {
        return fail(bench, answer, "marker-missing", expected + ", behind the non-ESP marker");
    }
    if (!has_key_exchange(answer, row)) {
        return fail(bench, answer, "payload-missing", expected + ", with a KE payload of group " +
                                                          std::to_string(row.group) + " and a Nonce");
    }
    const auto conclusion = peer.conclude_once(answer);
    if (conclusion.answer.is_message() && !conclusion.opened) {
        return fail(bench, conclusion.answer, "keys-disagree", "an IKE_AUTH answer under the keys both sides derive");
    }
    auto finding = pass(bench, answer, expected);
    advise(bench, row, finding);
    return finding;
}

// Each IKE row of the edition is accepted when offered alone on UDP 500, and the same tuple comes back.
Finding row_is_accepted(Bench& bench) { return row_comes_back(bench, Port::ike); }

// Each IKE row of the edition is accepted when offered alone on UDP 4500 behind the non-ESP marker, and the same tuple comes
// back.
Finding row_is_accepted_on_nat_t(Bench& bench) { return row_comes_back(bench, Port::nat_t); }

const std::array table{
    Probe{"p2s/ike/row", row_is_accepted, &gateway_answers, Impact::safe, rows},
    Probe{"p2s/ike/nat-t-row", row_is_accepted_on_nat_t, &gateway_answers_on_nat_t, Impact::safe, rows},
};

}  // namespace

std::span<const Probe> policy_row_probes() { return table; }

}  // namespace conformance::probes::ike
