// RFC 3948, Section 2.2: IKE Header Format for Port 4500.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

// Without the marker the first four octets are an ESP SPI; only an unprotected INVALID_SPI notify may answer that. A COOKIE is
// an answer like any other.
bool is_ike_answer(const Answer& answer)
{
    return answer.is_message() && (answer.message().flags & wire::ike::flag_response) != 0 &&
           answer.message().exchange_type == static_cast<std::uint8_t>(wire::ike::ExchangeType::ike_sa_init);
}

// IKE on port 4500 begins with four zero octets: each answer has them, and a request without them is not answered as IKE.
Finding non_esp_marker_is_used(Bench& bench)
{
    Initiator marked{bench, Port::nat_t};
    const auto answer = marked.negotiate(marked.ike_sa_init(known_row(bench)));
    if (!answer.accepted()) { throw Unmet{"not accepted on UDP 4500: " + answer.text(bench.registries)}; }
    if (!answer.with_marker) {
        return fail(bench, answer, "marker-missing", "the answer begins with the non-ESP marker");
    }

    Initiator unmarked{bench, Port::nat_t};
    const auto octets = wire::ike::encode(unmarked.ike_sa_init(known_row(bench)));
    const auto second = unmarked.send_raw(octets, false);
    const auto expected = "no IKE_SA_INIT answer to a request without the non-ESP marker";
    if (is_ike_answer(second)) { return fail(bench, second, "answered-without-marker", expected); }
    auto finding = pass(bench, second, expected);
    if (!second.is_message()) { finding.code = "unanswered"; }  // with or without an ICMP error, whose rate hosts limit
    finding.rests_on_absence = true;
    return finding;
}

const std::array table{
    Probe{"rfc3948/2.2/non-esp-marker", non_esp_marker_is_used, &known_row_is_accepted_on_nat_t},
};

}  // namespace

std::span<const Probe> rfc3948_2_2_probes() { return table; }

}  // namespace conformance::probes::ike
