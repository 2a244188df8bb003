// RFC 8446, Section 4.2.9: Pre-Shared Key Exchange Modes.

#include <array>

#include "probes/tls/refusals.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3_tickets.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// A hello with pre_shared_key and without psk_key_exchange_modes aborts the handshake.
Finding pre_shared_key_without_modes_is_refused(Bench& bench)
{
    const std::string expected = "a hello without psk_key_exchange_modes is refused";
    return where_tls_1_3_resumes(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, {}, "RFC 8446, Section 4.2.9"};
        auto hello = Client{bench}.hello(tls_1_3, suites);
        hello.extensions.add(pre_shared_key(bench.random.octets(48), 0, bench.random.octets(32)));
        refusals.ask("pre_shared_key alone", hello);
        return refusals.finding(expected);
    });
}

const std::array table{
    Probe{"rfc8446/4.2.9/modes-with-pre-shared-key", pre_shared_key_without_modes_is_refused,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_2_9_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
