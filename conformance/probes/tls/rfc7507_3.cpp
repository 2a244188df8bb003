// RFC 7507, Section 3: TLS_FALLBACK_SCSV, which RFC 8996 made obsolete.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint16_t fallback_scsv = 0x5600;

// A ClientHello with TLS_FALLBACK_SCSV below the server's best version may be refused with
// inappropriate_fallback.
Finding fallback_is_reported(Bench& bench)
{
    const auto expected = "what follows is told";
    Client client{bench};
    const auto latest = client.ask(tls_1_3, peers::tls::usual_suites_at(tls_1_3, bench.registries));
    if (!latest.selected() || latest.version() < tls_1_3) {
        return nothing_to_judge(
            expected, "TLS 1.2 is the best version: " + latest.text(bench.registries), latest);
    }
    auto suites = peers::tls::usual_suites_at(tls_1_2, bench.registries);
    suites.push_back(fallback_scsv);
    const auto answer = client.ask(tls_1_2, suites);
    return proves_nothing(answer) ? inconclusive(bench, answer, expected)
                                  : pass(bench, answer, expected);
}

const std::array table{
    Probe{"rfc7507/3/fallback-detected", fallback_is_reported, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7507_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
