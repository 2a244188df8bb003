// RFC 8446, Section 9.3: Protocol Invariants, which hold for every version of TLS.

#include <algorithm>
#include <array>

#include "probes/tls/controls.h"
#include "probes/tls/expect.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint16_t unassigned_suite = 0xefef;
constexpr std::uint16_t unassigned_extension = 0xefef;

// One of the sixteen values of RFC 8701, Section 2.
std::uint16_t grease(Random& random)
{
    return static_cast<std::uint16_t>(0x0a0a + 0x1010 * random.below(16));
}

// Puts unknown values before and after every list of the hello.
void grease(ClientHello& hello, Random& random)
{
    hello.suites.insert(hello.suites.begin(), grease(random));
    hello.suites.push_back(unassigned_suite);
    for (auto& one : hello.extensions.list) {
        if (!one.is(ExtensionType::supported_groups)) {
            continue;
        }
        auto groups = numbers_in(one, true);
        groups.insert(groups.begin(), grease(random));
        one = supported_groups(groups);
    }
    auto& list = hello.extensions.list;
    const auto first = grease(random);
    list.insert(list.begin(), Extension{first, {}, {}});
    list.push_back(Extension{unassigned_extension, random.octets(12), {}});
}

// Unknown cipher suites, extensions and groups in a ClientHello, GREASE among them, are ignored.
Finding unknown_values_are_ignored(Bench& bench)
{
    const auto known = known_hello(bench);
    if (known.version == ssl_3_0) {
        throw Unmet{"SSL 3.0, all that was accepted, has no extensions"};
    }
    Client client{bench};
    auto hello = client.hello(known.version, {known.suite});
    grease(hello, bench.random);
    const auto answer = client.ask(hello);
    const auto expected =
        "the same answer as without the unknown values: " + version_name(known.version) +
        " with the suite " + four_digits(known.suite);
    if (!answer.selected()) {
        return fail(bench, answer, expected);
    }
    if (answer.suite() != known.suite || answer.version() != known.version) {
        return fail(bench, answer, "selected-another", expected);
    }
    return pass(bench, answer, expected);
}

const std::array table{
    Probe{"rfc8446/9.3/unknown-values-ignored", unknown_values_are_ignored, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc8446_9_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
