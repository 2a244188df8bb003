#include "probes/ike/sent_public_value.h"

#include "probes/ike/expect.h"

namespace conformance::probes::ike {

using namespace wire::ike;

std::variant<SentPublicValue, Finding> sent_public_value(Bench& bench, const catalog::IkeRow& row,
                                                         std::size_t octets,
                                                         const std::string& expected)
{
    Initiator peer{bench};
    const auto answer = peer.negotiate(peer.ike_sa_init(row));
    if (!answer.accepted()) {
        throw Unmet{"IKE_SA_INIT was not accepted: " + answer.text(bench.registries)};
    }
    const auto* theirs = answer.message().body<KeyExchange>(PayloadType::key_exchange);
    if (theirs == nullptr) {
        return fail(bench, answer, "payload-missing", expected);
    }
    if (theirs->data.size() != octets) {
        auto finding = fail(bench, answer, "wrong-length", expected);
        finding.observed =
            "Key Exchange Data of " + std::to_string(theirs->data.size()) + " octets";
        return finding;
    }
    return SentPublicValue{answer, theirs->data};
}

}  // namespace conformance::probes::ike
