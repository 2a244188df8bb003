// The versions that the policy edition gives to the tunnel type.

#include <array>

#include "probes/tls/controls.h"
#include "probes/tls/expect.h"
#include "probes/tls/policy.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// With the edition's suites, then the usual ones, then all: which suites are right is another
// requirement.
Answer try_version(Bench& bench, std::uint16_t version)
{
    Answer answer;
    for (const auto& suites : {suites_at(version, bench.edition, bench.registries),
                               peers::tls::usual_suites_at(version, bench.registries),
                               peers::tls::suites_usable_at(version, bench.registries)}) {
        if (suites.empty()) {
            continue;
        }
        answer = Client{bench}.ask(version, suites);
        if (answer.selected() && answer.version() == version) {
            break;
        }
    }
    return answer;
}

Finding version_is_as_the_edition_says(Bench& bench, std::uint16_t version)
{
    const bool allowed = is_allowed(bench.edition, version);
    const auto expected = version_name(version) +
                          (allowed ? " is accepted, as " : " is refused, as ") +
                          bench.edition.name + " says for SSTP";
    const auto answer = try_version(bench, version);
    if (proves_nothing(answer)) {
        return inconclusive(bench, answer, expected);
    }
    const bool accepted = answer.selected() && answer.version() == version;
    if (accepted == allowed) {
        return pass(bench, answer, expected);
    }
    const bool another = answer.selected() && !accepted;
    return fail(bench, answer, another ? "selected-another" : answer.code(), expected);
}

// TLS 1.2 is accepted.
Finding tls_1_2_is_accepted(Bench& bench)
{
    return version_is_as_the_edition_says(bench, tls_1_2);
}

// TLS 1.3 is negotiated where the edition allows it to the tunnel type, and nowhere else.
Finding tls_1_3_is_as_allowed(Bench& bench)
{
    return version_is_as_the_edition_says(bench, tls_1_3);
}

const std::array table{
    Probe{"p2s/tls/version/tls-1.2", tls_1_2_is_accepted, &tls_answers},
    Probe{"p2s/tls/version/tls-1.3", tls_1_3_is_as_allowed, &tls_answers},
};

}  // namespace

std::span<const Probe> policy_version_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
