#include "probes/ike/responses.h"

#include <algorithm>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/rows.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint8_t higher_version = 0x30;

void keep(const Bench& bench, std::vector<Response>& all, const Message& request,
          const Answer& answer, const std::vector<Payload>& inside = {})
{
    if (!answer.is_message()) {
        return;
    }
    auto told = summary(answer.message(), bench.registries);
    if (!inside.empty()) {
        told += ", opened";
    }
    all.push_back({answer, request, answer.message().payloads, told});
    all.back().payloads.insert(all.back().payloads.end(), inside.begin(), inside.end());
}

void keep_acceptance(Bench& bench, std::vector<Response>& all)
{
    Initiator peer{bench};
    const auto request = peer.ike_sa_init(known_row(bench));
    const auto accepted = peer.exchange(request);
    if (!accepted.accepted()) {
        throw Unmet{"IKE_SA_INIT was not accepted: " + accepted.text(bench.registries)};
    }
    keep(bench, all, request, accepted);
    const auto conclusion = peer.conclude_once(accepted);
    keep(bench, all, peer.ike_auth(accepted), conclusion.answer, conclusion.inside);
}

// Where the known row is an AEAD's: its answer has no integrity transform.
void keep_acceptance_with_integrity(Bench& bench, std::vector<Response>& all)
{
    const auto& rows = bench.edition.ike;
    const auto row = std::ranges::find_if(rows, [](const auto& one) { return one.integ != 0; });
    if (row != rows.end() && known_row(bench).integ == 0) {
        Initiator peer{bench};
        const auto request = peer.ike_sa_init(*row);
        keep(bench, all, request, peer.negotiate(request));
    }
}

void keep_refusals(Bench& bench, std::vector<Response>& all)
{
    const auto row = known_row(bench);
    const auto ask = [&](const auto& alter) {
        Initiator peer{bench};
        const Message request = alter(peer);
        keep(bench, all, request, peer.negotiate(request));
    };
    ask([](Initiator& peer) { return peer.ike_sa_init(hopeless_row()); });
    ask([&](Initiator& peer) {
        return peer.ike_sa_init(peers::ike::offer_of(row), group_outside(bench, row));
    });
    // Those that may meet silence.
    const auto ask_once = [&](const auto& alter) {
        Initiator peer{bench};
        auto request = peer.ike_sa_init(row);
        alter(request);
        const auto answer = peer.exchange_once(request);
        keep(bench, all, request, answer);
        if (answer.accepted()) {
            (void)peer.conclude_once(answer);
        }
    };
    ask_once([](Message& request) { request = with_unknown_critical_payload(std::move(request)); });
    ask_once([](Message& request) { request.version = higher_version; });
}

std::vector<Response> responses_of_all_kinds(Bench& bench)
{
    std::vector<Response> all;
    keep_acceptance(bench, all);
    keep_acceptance_with_integrity(bench, all);
    keep_refusals(bench, all);
    return all;
}

}  // namespace

Finding expect_of_each_response(Bench& bench, const Judge& flaw_of, std::string expected)
{
    auto finding = conformance::pass("clean", std::move(expected), "");
    for (const auto& response : responses_of_all_kinds(bench)) {
        if (const auto flaw = flaw_of(response)) {
            auto failed = fail(bench, response.answer, flaw->code, finding.expected);
            if (!flaw->text.empty()) {
                failed.observed = response.told + ": " + flaw->text;
            }
            return failed;
        }
        finding.observed += (finding.observed.empty() ? "clean: " : "; ") + response.told;
        finding.frames.insert(finding.frames.end(), response.answer.frames.begin(),
                              response.answer.frames.end());
    }
    return finding;
}

Finding expect_in_no_response(Bench& bench, bool (*flaw)(const Payload&), std::string code,
                              std::string expected)
{
    const auto flaw_of = [&](const Response& response) -> std::optional<Flaw> {
        if (std::ranges::any_of(response.payloads, flaw)) {
            return Flaw{code, ""};
        }
        return std::nullopt;
    };
    return expect_of_each_response(bench, flaw_of, std::move(expected));
}

}  // namespace conformance::probes::ike
