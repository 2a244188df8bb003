#include "probes/ike/together.h"

#include <algorithm>

namespace conformance::probes::ike {

namespace {

Answer past_a_cookie(Initiator& peer, const MakeRequest& make, Answer answer)
{
    const auto* cookie = answer.message().notify(wire::ike::NotifyType::cookie);
    if (answer.accepted() || cookie == nullptr) {
        return answer;
    }
    auto request = make(peer);
    request.payloads.insert(request.payloads.begin(),
                            wire::ike::notify(wire::ike::NotifyType::cookie, cookie->data));
    return peer.exchange_once(request);
}

}  // namespace

std::vector<Answer> answers_to(Bench& bench, const std::vector<MakeRequest>& requests,
                               Accepted accepted)
{
    std::vector<std::unique_ptr<Initiator>> peers;
    for (const auto& make : requests) {
        peers.push_back(std::make_unique<Initiator>(bench));
        peers.back()->send(make(*peers.back()));
    }
    const auto deadline = bench.network.now() + bench.patience.quiet;
    std::vector<Answer> answers;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        auto& peer = *peers[i];
        auto answer = peer.listen(deadline - bench.network.now());
        answer = past_a_cookie(peer, requests[i], std::move(answer));
        if (answer.accepted() && accepted == Accepted::concluded) {
            (void)peer.conclude_once(answer);
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

Finding expect_survival(const Bench& bench, const std::vector<Answer>& answers)
{
    auto finding =
        conformance::pass("survived", "any answer or none, and a good exchange afterwards", "");
    finding.rests_on_absence = true;
    for (const auto& answer : answers) {
        finding.observed += (finding.observed.empty() ? "" : "; ") + answer.text(bench.registries);
        finding.frames.insert(finding.frames.end(), answer.frames.begin(), answer.frames.end());
    }
    return finding;
}

}  // namespace conformance::probes::ike
