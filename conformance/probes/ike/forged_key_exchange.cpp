#include "probes/ike/forged_key_exchange.h"

#include <algorithm>

#include "probes/ike/expect.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

Message forged(Initiator& peer, const Forgery& forgery)
{
    auto request = peer.ike_sa_init(forgery.row);
    for (auto& payload : request.payloads) {
        if (auto* key_exchange = std::get_if<KeyExchange>(&payload.body)) {
            key_exchange->data = forgery.public_value;
        }
    }
    return request;
}

// A COOKIE says nothing of the public value: the request is sent again with it, by itself.
Answer past_cookies(Initiator& peer, const Forgery& forgery, Answer answer)
{
    if (answer.accepted() || answer.message().notify(NotifyType::cookie) == nullptr) {
        return answer;
    }
    return peer.exchange(forged(peer, forgery));
}

Octets public_value_in(const Answer& answer)
{
    const auto* key_exchange = answer.message().body<KeyExchange>(PayloadType::key_exchange);
    return key_exchange == nullptr ? Octets{} : key_exchange->data;
}

}  // namespace

Finding send_forgeries(Bench& bench, const std::vector<Forgery>& forgeries, WhenAccepted accepted)
{
    std::vector<std::unique_ptr<Initiator>> peers;
    for (const auto& forgery : forgeries) {
        peers.push_back(std::make_unique<Initiator>(bench));
        peers.back()->send(forged(*peers.back(), forgery));
    }
    auto finding = conformance::pass("refused", "no SA from such a public value", "no answer");
    finding.rests_on_absence = true;
    const auto deadline = bench.network.now() + bench.patience.quiet;
    for (std::size_t i = 0; i < forgeries.size(); ++i) {
        const auto answer =
            past_cookies(*peers[i], forgeries[i], peers[i]->listen(deadline - bench.network.now()));
        if (answer.accepted()) {
            return accepted(bench, forgeries[i], answer);
        }
        if (answer.is_message()) {
            finding.observed = answer.text(bench.registries);
        }
        finding.frames.insert(finding.frames.end(), answer.frames.begin(), answer.frames.end());
    }
    return finding;
}

bool reuses_its_public_value(Bench& bench, const catalog::IkeRow& row)
{
    const auto fresh = [&] {
        Initiator peer{bench};
        return public_value_in(peer.negotiate(peer.ike_sa_init(row)));
    };
    const auto first = fresh();
    return !first.empty() && fresh() == first;
}

}  // namespace conformance::probes::ike
