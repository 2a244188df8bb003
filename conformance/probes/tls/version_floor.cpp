// The versions that RFC 7568 and RFC 8996 retired: each is offered with suites that are usable at
// it, so that a refusal is one of the version.

#include <algorithm>
#include <array>

#include "probes/tls/controls.h"
#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
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

// What the server takes at its own versions, but for the version: it is refused for nothing else.
ClientHello hello_of_a_retired_version(Bench& bench, const Offer& known, std::uint16_t version)
{
    auto suites = peers::tls::usual_suites_at(version, bench.registries);
    suites.push_back(known.suite);
    for (const auto suite : peers::tls::usual_suites_at(tls_1_2, bench.registries)) {
        if (!peers::tls::contains(suites, suite)) {
            suites.push_back(suite);
        }
    }
    auto hello = Client{bench}.hello(std::min(known.version, tls_1_2), suites);
    hello.version = version;
    return hello;
}

bool is_another_alert(const Answer& answer)
{
    return answer.end == Answer::End::alert &&
           answer.alert.description != static_cast<std::uint8_t>(AlertDescription::protocol_version);
}

// A hello of TLS 1.0 or TLS 1.1 is answered by the alert protocol_version.
Finding retired_version_brings_its_alert(Bench& bench)
{
    const auto expected = "the alert protocol_version";
    const auto known = known_hello(bench);
    auto whole = conformance::pass("refused", expected, "", {});
    std::string unsaid;
    for (const auto version : {tls_1_0, tls_1_1}) {
        const auto answer = Client{bench}.ask(hello_of_a_retired_version(bench, known, version));
        if (answer.selected() && answer.version() == version) {
            continue;  // another requirement
        }
        if (answer.selected() || is_another_alert(answer) || proves_nothing(answer)) {
            return fail(bench, answer, answer.selected() ? "selected-another" : "another-alert",
                        expected);
        }
        const auto name = version_name(version);
        whole.observed += (whole.observed.empty() ? "" : "; ") + name + ": " +
                          answer.text(bench.registries);
        whole.frames.insert(whole.frames.end(), answer.frames.begin(), answer.frames.end());
        if (answer.is_absence()) {
            whole.rests_on_absence = true;
            unsaid += (unsaid.empty() ? "" : ", ") + name;
        }
    }
    if (whole.observed.empty()) {
        return nothing_to_judge(expected, "both versions are accepted", {});
    }
    return unsaid.empty() ? whole
                          : unmet_should(std::move(whole), "no-alert",
                                         "refused without an alert: " + unsaid,
                                         "RFC 8996, Sections 4 and 5");
}

const std::array table{
    Probe{"rfc7568/3/ssl-3.0-refused", ssl_3_0_is_refused, &tls_hello_is_accepted},
    Probe{"rfc8996/4/tls-1.0-refused", tls_1_0_is_refused, &tls_hello_is_accepted},
    Probe{"rfc8996/5/tls-1.1-refused", tls_1_1_is_refused, &tls_hello_is_accepted},
    Probe{"rfc8996/5/protocol-version-alert", retired_version_brings_its_alert,
          &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> version_floor_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
