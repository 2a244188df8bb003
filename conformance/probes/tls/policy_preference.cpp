// Whose order decides between suites that both sides have.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/policy.h"
#include "probes/tls/tables.h"
#include "wire/tls/narrate.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// Whose order decides between the suites, the server's or the client's, is reported.
Finding preference_is_reported(Bench& bench)
{
    const auto known = known_hello(bench);
    const auto expected = "the order that decides is told";
    auto suites = suites_at(known.version, bench.edition, bench.registries);
    if (!peers::tls::contains(suites, known.suite)) {
        suites.push_back(known.suite);
    }
    Client client{bench};
    const auto first = client.ask(known.version, suites);
    if (!first.selected()) {
        return inconclusive(bench, first, expected);
    }
    // The selected one last, and any other first.
    auto turned = peers::tls::without(suites, {first.suite()});
    const auto other = turned.empty() ? Answer{} : client.ask(known.version, turned);
    if (!other.selected()) {
        return nothing_to_judge(expected, "only one of the suites is selected", first);
    }
    std::erase(turned, other.suite());
    turned.insert(turned.begin(), other.suite());
    turned.push_back(first.suite());
    const auto answer = client.ask(known.version, turned);
    if (!answer.selected()) {
        return inconclusive(bench, answer, expected);
    }
    const bool is_servers = answer.suite() == first.suite();
    auto finding = pass(bench, answer, expected);
    finding.code = is_servers ? "order-of-the-server" : "order-of-the-client";
    finding.observed = (is_servers ? "the server's: " : "the client's: ") +
                       suite_with_number(answer.suite(), bench.registries) + " is selected where " +
                       suite_with_number(other.suite(), bench.registries) + " stands first";
    return finding;
}

const std::array table{
    Probe{"p2s/tls/cipher-preference", preference_is_reported, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> policy_preference_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
