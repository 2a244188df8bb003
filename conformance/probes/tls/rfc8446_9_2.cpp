// RFC 8446, Section 9.2: Mandatory-to-Implement Extensions.

#include <array>

#include "probes/tls/refusals.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// A hello for TLS 1.3 with one of supported_groups and key_share alone, or without
// signature_algorithms and without a PSK, is refused with missing_extension.
Finding hello_without_extension_is_refused(Bench& bench)
{
    const std::string expected = "a hello that lacks one of the extensions is refused";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::missing_extension), "RFC 8446, Section 9.2"};
        for (const auto type : {ExtensionType::signature_algorithms,
                                ExtensionType::supported_groups, ExtensionType::key_share}) {
            refusals.ask("without " + extension_name(static_cast<std::uint16_t>(type)),
                         without(Client{bench}.hello(tls_1_3, suites), type));
        }
        return refusals.finding(expected);
    });
}

const std::array table{
    Probe{"rfc8446/9.2/missing-extension", hello_without_extension_is_refused,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_9_2_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
