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

const std::array table{
    Probe{"rfc9325/3.3/no-compression", compression_is_not_selected, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc9325_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
