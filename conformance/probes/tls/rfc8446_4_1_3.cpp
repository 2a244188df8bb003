// RFC 8446, Section 4.1.3: Server Hello.

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// DOWNGRD, and what for.
const Octets marked_for_1_2{0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 1};
const Octets marked_for_older{0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0};

Finding marked(const Bench& bench, const Answer& answer, const Octets& mark,
               const std::string& expected)
{
    const auto last = View{answer.hello.random}.last(mark.size());
    auto finding = std::ranges::equal(last, mark)
                       ? pass(bench, answer, expected)
                       : fail(bench, answer, "not-marked", expected);
    finding.observed += ", whose random ends with " + hex(last);
    return finding;
}

// Whichever of the versions a TLS 1.3 server negotiates; the first that is not marked fails.
Finding expect_mark(Bench& bench, const Octets& mark, const std::vector<std::uint16_t>& versions)
{
    const auto expected = "a random that ends with " + hex(mark);
    Client client{bench};
    const auto latest = client.ask(tls_1_3, peers::tls::usual_suites_at(tls_1_3, bench.registries));
    if (!latest.selected() || latest.version() < tls_1_3) {
        return nothing_to_judge(expected, "no TLS 1.3 server: " + latest.text(bench.registries),
                                latest);
    }
    Answer refusal;
    std::optional<Finding> judged;
    for (const auto version : versions) {
        const auto answer =
            client.ask(version, peers::tls::usual_suites_at(version, bench.registries));
        if (!answer.selected() || std::ranges::find(versions, answer.version()) == versions.end()) {
            refusal = answer;
            continue;
        }
        judged = marked(bench, answer, mark, expected);
        if (judged->verdict != Verdict::pass) {
            return *judged;
        }
    }
    return judged ? *judged
                  : nothing_to_judge(expected,
                                     version_name(versions.front()) +
                                         " is not negotiated: " + refusal.text(bench.registries),
                                     refusal);
}

// A TLS 1.3 server that negotiates TLS 1.2 ends its random with the eight octets that say so.
Finding downgrade_is_marked(Bench& bench)
{
    return expect_mark(bench, marked_for_1_2, {tls_1_2});
}

// A TLS 1.3 server that negotiates TLS 1.1 or below ends its random with the eight octets that say
// that.
Finding older_downgrade_is_marked(Bench& bench)
{
    return expect_mark(bench, marked_for_older, {tls_1_1, tls_1_0});
}

const std::array table{
    Probe{"rfc8446/4.1.3/downgrade-sentinel", downgrade_is_marked, &tls_hello_is_accepted},
    Probe{"rfc8446/4.1.3/older-downgrade-sentinel", older_downgrade_is_marked,
          &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc8446_4_1_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
