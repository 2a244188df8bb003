// The suites of the policy edition, offered one at a time and driven to the end of the handshake.

#include <array>

#include "peers/tls/drive.h"
#include "probes/tls/chain.h"
#include "probes/tls/controls.h"
#include "probes/tls/expect.h"
#include "probes/tls/policy.h"
#include "probes/tls/tables.h"
#include "wire/tls/narrate.h"

namespace conformance::probes::tls {

namespace {

// A version outside the range of the tunnel type leaves its suites unused there.
std::vector<std::string> suites(const catalog::Edition& edition,
                                const catalog::Registries& registries)
{
    std::vector<std::string> names;
    for (const auto* list : {&edition.suites_1_2, &edition.suites_1_3}) {
        for (const auto number : *list) {
            const auto* suite = registries.suite(number);
            if (is_allowed(edition, suite->max_version)) {
                names.push_back(suite->name);
            }
        }
    }
    return names;
}

Finding not_claimed(const std::string& key)
{
    Finding finding;
    finding.verdict = Verdict::not_applicable;
    finding.code = "not-claimed";
    finding.observed = "claims.server_certificates has no certificate with an " + key +
                       " key, which the suite needs";
    return finding;
}

// A suite whose authentication the server's key cannot do says nothing about the policy.
bool is_unobservable(Bench& bench, const std::string& key, std::string& why)
{
    if (key.empty() || claims_key(bench.target, key)) {
        return false;
    }
    std::string keys;
    for (const auto& chain : fetch_chains(bench).all) {
        const auto* leaf = chain.leaf();
        if (leaf == nullptr || leaf->key_algorithm == key) {
            return false;
        }
        keys = leaf->key_algorithm;
    }
    if (keys.empty()) {
        return false;
    }
    why = "; the server's certificate has a key of " + keys +
          ", with which this suite cannot be selected";
    return true;
}

// Each cipher suite of the edition is selected when offered alone, at its own TLS version.
Finding suite_is_selected(Bench& bench)
{
    const auto* suite = bench.registries.suite(bench.instance);
    if (suite == nullptr) {
        throw Unmet{"there is no suite '" + bench.instance + "'"};
    }
    const auto key = key_needed_for(*suite);
    if (disclaims_key(bench.target, key)) {
        return not_claimed(key);
    }

    const auto version = suite->max_version;
    const auto expected = wire::tls::version_name(version) + " with " +
                          wire::tls::suite_with_number(suite->number, bench.registries);
    const auto answer = peers::tls::complete(bench, version, {suite->number});
    if (answer.selected()) {
        if (answer.version() != version || answer.suite() != suite->number) {
            return fail(bench, answer, "selected-another", expected);
        }
        if (answer.drive == Answer::Drive::failed) {
            return fail(bench, answer, expected);
        }
        auto finding = pass(bench, answer, expected);
        advise_on_suite(bench, suite->number, finding);
        return finding;
    }
    auto finding = fail(bench, answer, expected);
    if (std::string why; finding.verdict == Verdict::fail && is_unobservable(bench, key, why)) {
        finding.verdict = Verdict::inconclusive;
        finding.code = "certificate-key";
        finding.observed += why;
    }
    return finding;
}

const std::array table{
    Probe{"p2s/tls/suite", suite_is_selected, &tls_answers, Impact::safe, suites},
};

}  // namespace

std::span<const Probe> policy_suite_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
