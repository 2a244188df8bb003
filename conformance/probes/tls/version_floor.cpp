// The versions that RFC 7568 and RFC 8996 retired: each is offered with suites that are usable at
// it, so that a refusal is one of the version.

#include <array>

#include "probes/tls/controls.h"
#include "probes/tls/expect.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

void advise_on_manner(const Answer& answer, const char* source, Finding& finding)
{
    if (!answer.is_absence()) {
        return;
    }
    finding.advisories.push_back(
        {"no-alert", "refused without the alert protocol_version that the document wants first",
         source});
}

Finding version_is_refused(Bench& bench, std::uint16_t version, const char* source)
{
    const auto name = version_name(version);
    const auto expected = name + " is refused";
    const auto accepted = [&](const Answer& answer) {
        return answer.selected() && answer.version() == version;
    };

    Client client{bench};
    // A short list for servers that stumble over long ones, then everything.
    const auto first = client.ask(version, peers::tls::usual_suites_at(version, bench.registries));
    if (accepted(first)) {
        return fail(bench, first, expected);
    }
    if (proves_nothing(first)) {
        return inconclusive(bench, first, expected);
    }
    const auto second =
        client.ask(version, peers::tls::suites_usable_at(version, bench.registries));
    if (accepted(second)) {
        return fail(bench, second, expected);
    }
    if (proves_nothing(second)) {
        return inconclusive(bench, second, expected);
    }

    auto finding = pass(bench, first, expected);
    if (first.selected()) {
        finding.code = "selected-another";
    }
    if (second.code() != first.code()) {
        finding.observed += "; with every suite of the version: " + second.text(bench.registries);
        finding.rests_on_absence = finding.rests_on_absence || second.is_absence();
    }
    advise_on_manner(first, source, finding);
    return finding;
}

// SSL 3.0 is not negotiated.
Finding ssl_3_0_is_refused(Bench& bench)
{
    return version_is_refused(bench, ssl_3_0, "RFC 7568, Section 3");
}

// TLS 1.0 is not negotiated.
Finding tls_1_0_is_refused(Bench& bench)
{
    return version_is_refused(bench, tls_1_0, "RFC 8996, Section 4");
}

// TLS 1.1 is not negotiated.
Finding tls_1_1_is_refused(Bench& bench)
{
    return version_is_refused(bench, tls_1_1, "RFC 8996, Section 5");
}

const std::array table{
    Probe{"rfc7568/3/ssl-3.0-refused", ssl_3_0_is_refused, &tls_hello_is_accepted},
    Probe{"rfc8996/4/tls-1.0-refused", tls_1_0_is_refused, &tls_hello_is_accepted},
    Probe{"rfc8996/5/tls-1.1-refused", tls_1_1_is_refused, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> version_floor_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
