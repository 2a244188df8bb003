// RFC 8446, Section 4.1: Key Exchange Messages; what of it holds for every version.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint16_t unassigned_suite = 0xefef;

// Without common parameters the handshake is aborted with handshake_failure or
// insufficient_security.
Finding nothing_in_common_is_refused(Bench& bench)
{
    const auto known = known_hello(bench);
    const auto expected = "the alert handshake_failure or insufficient_security";
    const auto answer = Client{bench}.ask(known.version, {unassigned_suite});
    if (answer.selected()) {
        return fail(bench, answer, "selected-not-offered", expected);
    }
    if (answer.end != Answer::End::alert) {
        if (proves_nothing(answer) || answer.end == Answer::End::not_tls) {
            return inconclusive(bench, answer, expected);
        }
        auto finding = pass(bench, answer, expected);
        finding.advisories.push_back({"no-alert", "refused without an alert",
                                      "RFC 8446, Section 4.1.1; RFC 5246, Section 7.4.1.3"});
        return finding;
    }
    const auto is = [&](AlertDescription wanted) {
        return answer.alert.description == static_cast<std::uint8_t>(wanted);
    };
    if (is(AlertDescription::handshake_failure) || is(AlertDescription::insufficient_security)) {
        return pass(bench, answer, expected);
    }
    return fail(bench, answer, expected);
}

const std::array table{
    Probe{"rfc8446/4.1.1/no-common-parameters", nothing_in_common_is_refused,
          &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc8446_4_1_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
