#include "probes/ike/responses.h"

#include <algorithm>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using Payloads = std::vector<wire::ike::Payload>;

struct Inspected {
    Answer answer;
    Payloads payloads;  // those in the clear, and those inside SK
    std::string told;
};

void keep(const Bench& bench, std::vector<Inspected>& all, const Answer& answer,
          const Payloads& inside)
{
    if (!answer.is_message()) {
        return;
    }
    auto told = wire::ike::summary(answer.message(), bench.registries);
    if (!inside.empty()) {
        told += ", opened";
    }
    all.push_back({answer, answer.message().payloads, told});
    all.back().payloads.insert(all.back().payloads.end(), inside.begin(), inside.end());
}

std::vector<Inspected> responses_of_all_kinds(Bench& bench)
{
    std::vector<Inspected> all;
    Initiator peer{bench};
    const auto accepted = peer.exchange(peer.ike_sa_init(known_row(bench)));
    if (!accepted.accepted()) {
        throw Unmet{"IKE_SA_INIT was not accepted: " + accepted.text(bench.registries)};
    }
    keep(bench, all, accepted, {});
    const auto conclusion = peer.conclude_once(accepted);
    keep(bench, all, conclusion.answer, conclusion.inside);
    Initiator other{bench};
    keep(bench, all, other.negotiate(other.ike_sa_init(hopeless_row())), {});
    return all;
}

}  // namespace

Finding expect_in_no_response(Bench& bench, bool (*flaw)(const wire::ike::Payload&),
                              std::string code, std::string expected)
{
    auto finding = conformance::pass("clean", std::move(expected), "");
    for (const auto& response : responses_of_all_kinds(bench)) {
        if (std::ranges::any_of(response.payloads, flaw)) {
            return fail(bench, response.answer, std::move(code), finding.expected);
        }
        finding.observed += (finding.observed.empty() ? "clean: " : "; ") + response.told;
        finding.frames.insert(finding.frames.end(), response.answer.frames.begin(),
                              response.answer.frames.end());
    }
    return finding;
}

}  // namespace conformance::probes::ike
