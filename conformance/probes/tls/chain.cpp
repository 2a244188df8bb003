#include "probes/tls/chain.h"

#include <algorithm>

#include "probes/tls/controls.h"
#include "probes/tls/policy.h"

namespace conformance::probes::tls {

namespace {

// RSA, ECDSA, or empty.
std::string key_of(std::uint16_t suite, const catalog::Registries& registries)
{
    const auto* known = registries.suite(suite);
    return known == nullptr ? std::string{} : key_needed_for(*known);
}

std::string name_of_certificate(const std::string& key)
{
    return (key == "ECDSA" ? "EC " : key.empty() ? "" : key + " ") + "certificate";
}

void add(Chains& chains, peers::tls::Answer answer, const std::string& key)
{
    const bool known = std::ranges::any_of(chains.all, [&](const Chain& one) {
        return one.answer.certificates == answer.certificates;
    });
    if (known) {
        return;
    }
    Chain chain{name_of_certificate(key), std::move(answer), {}};
    for (const auto& der : chain.answer.certificates) {
        chain.certificates.push_back(crypto::Certificate::read(der));
    }
    chains.all.push_back(std::move(chain));
}

}  // namespace

const crypto::Certificate* Chain::leaf() const
{
    if (certificates.empty()) {
        return nullptr;
    }
    const auto& first = certificates.front();
    return first ? &*first : nullptr;
}

Chains fetch_chains(Bench& bench)
{
    Chains chains;
    const auto known = peers::tls::read_offer(bench.learned_or_empty(learned_hello));
    if (!known) {
        return chains;
    }
    const auto version = std::min(known->version, wire::tls::tls_1_2);
    auto left = peers::tls::usual_suites_at(version, bench.registries);
    auto offered = version == known->version ? Suites{known->suite} : left;
    while (!offered.empty()) {
        auto answer = Client{bench}.ask(version, offered);
        if (answer.certificates.empty()) {
            chains.refused_by = std::move(answer);
            break;
        }
        const auto key = key_of(answer.suite(), bench.registries);
        add(chains, std::move(answer), key);
        const auto before = left.size();
        std::erase_if(left, [&](auto suite) { return key_of(suite, bench.registries) == key; });
        offered = left.size() == before ? Suites{} : left;
    }
    return chains;
}

}  // namespace conformance::probes::tls
