// RFC 9325: Recommendations for Secure Use of TLS.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint8_t deflate = 1;

// TLS compression is not selected even where the client offers it.
Finding compression_is_not_selected(Bench& bench)
{
    const auto expected = "compression method 0, although DEFLATE is offered before it";
    const auto offer = known_hello_up_to_1_2(bench);
    Client client{bench};
    auto hello = client.hello(offer.version, {offer.suite});
    hello.compression_methods = {deflate, 0};
    const auto answer = client.ask(hello);
    if (!answer.selected()) {
        return fail(bench, answer, expected);
    }
    auto finding = pass(bench, answer, expected);
    finding.observed = "compression method " + std::to_string(answer.hello.compression_method);
    if (answer.hello.compression_method == 0) {
        return finding;
    }
    return unmet_should(
        std::move(finding), "compression-selected",
        "compression method " + std::to_string(answer.hello.compression_method) + " is selected",
        "RFC 9325, Section 3.3");
}

constexpr std::uint16_t recommended = 0xc02f;  // TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256

bool is_weaker(const Bench& bench, std::uint16_t suite)
{
    const auto* status = bench.registries.status("tls", "suite", suite);
    return status != nullptr && status->level.ends_with("NOT");
}

// ECDHE-RSA with AES-128-GCM is chosen before every weaker suite, wherever it stands in the offer.
Finding stronger_suite_is_preferred(Bench& bench)
{
    const auto expected = "C02F before every suite of which RFC 9325 says SHOULD NOT or MUST NOT";
    const auto version = known_hello_up_to_1_2(bench).version;
    Client client{bench};
    const auto alone = client.ask(version, {recommended});
    if (!alone.selected() || alone.suite() != recommended) {
        return nothing_to_judge(expected, "C02F is not selected: " + alone.text(bench.registries),
                                alone);
    }
    auto weaker = peers::tls::usual_suites_at(version, bench.registries);
    std::erase_if(weaker, [&](std::uint16_t suite) { return !is_weaker(bench, suite); });
    auto behind = weaker;
    behind.push_back(recommended);
    const auto answer = client.ask(version, behind);
    if (!answer.selected()) {
        return inconclusive(bench, answer, expected);
    }
    if (answer.suite() != recommended) {
        return fail(bench, answer, "weaker-preferred", expected);
    }
    return pass(bench, answer, expected);
}

const std::array table{
    Probe{"rfc9325/4.2.1/stronger-suite-preferred", stronger_suite_is_preferred,
          &tls_hello_is_accepted},
    Probe{"rfc9325/3.3/no-compression", compression_is_not_selected, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc9325_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
