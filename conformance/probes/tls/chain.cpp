#include "probes/tls/chain.h"

#include "probes/tls/controls.h"

namespace conformance::probes::tls {

const crypto::Certificate* Chain::leaf() const
{
    if (certificates.empty()) {
        return nullptr;
    }
    const auto& first = certificates.front();
    return first ? &*first : nullptr;
}

Chain fetch_chain(Bench& bench)
{
    Chain chain;
    const auto known = peers::tls::read_offer(bench.learned_or_empty(learned_hello));
    if (!known) {
        return chain;
    }
    const bool readable = known->version <= wire::tls::tls_1_2;
    chain.answer =
        readable ? Client{bench}.ask(known->version, {known->suite})
                 : Client{bench}.ask(wire::tls::tls_1_2, peers::tls::usual_suites_at(
                                                             wire::tls::tls_1_2, bench.registries));
    for (const auto& der : chain.answer.certificates) {
        chain.certificates.push_back(crypto::Certificate::read(der));
    }
    return chain;
}

}  // namespace conformance::probes::tls
