#include "probes/ike/forged_key_exchange.h"

#include "probes/ike/together.h"

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

Octets public_value_in(const Answer& answer)
{
    const auto* key_exchange = answer.message().body<KeyExchange>(PayloadType::key_exchange);
    return key_exchange == nullptr ? Octets{} : key_exchange->data;
}

}  // namespace

Finding send_forgeries(Bench& bench, const std::vector<Forgery>& forgeries, WhenAccepted accepted)
{
    std::vector<MakeRequest> requests;
    for (const auto& forgery : forgeries) {
        requests.emplace_back([&forgery](Initiator& peer) { return forged(peer, forgery); });
    }
    const auto answers = answers_to(bench, requests, Accepted::left_alone);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i].accepted()) {
            return accepted(bench, forgeries[i], answers[i]);
        }
    }
    auto finding = expect_survival(bench, answers);
    finding.code = "refused";
    finding.expected = "no SA from such a public value";
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
