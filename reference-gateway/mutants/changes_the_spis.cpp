// SPIs that do not name the SA: RFC 7296, Section 3.1.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/rides_on_ike_auth.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/3.1/responder-spi";

// The hashes of NAT detection cover the SPIs, and the peer cannot name the SA in its IKE_AUTH.
const std::vector<std::string> what_hangs_on_spis =
    what_rides_on_ike_auth({"rfc7296/2.23/nat-detection-hashes", "rfc7296/2.1/one-spi-of-two-peers",
                            "rfc7296/1.5/invalid-major-version-form", "p2s/ike/row",
                            "p2s/ike/nat-t-row", "p2s/clients"});

void zero_the_responder_spi(ike::Send& datagram, const ike::Arrival& request)
{
    if (!is_ike_sa_init(request)) return;
    for (std::size_t i = 0; i < 8; ++i) {
        octet(datagram, request, responder_spi_at + i) = 0;
    }
}

// What follows is answered at once, so that nobody waits for it.
std::optional<ike::Refusal> know_no_zero_spi(const ike::Arrival& arrival)
{
    if (is_ike_sa_init(arrival) || arrival.header.responder_spi != 0) return std::nullopt;
    return ike::Notify{ike::NotifyType::invalid_ike_spi, {}};
}

void change_the_initiator_spi(ike::Send& datagram, const ike::Arrival& request)
{
    if (is_ike_sa_init(request)) octet(datagram, request, 0) ^= 0xff;
}

}  // namespace

std::vector<Mutant> changes_the_spis()
{
    return {
        {"answers_with_a_zero_spi", requirement, "responder-spi-zero", "ike", what_hangs_on_spis,
         [](net::Ingredients& gateway) {
             gateway.ike_seams.wire = zero_the_responder_spi;
             gateway.ike_limits.half_open_per_address = gateway.ike_limits.half_open;
             add_rule(gateway.ike_seams.rules.arrival, know_no_zero_spi);
             // Every SA stays half open; that there are many is not the sin.
             gateway.ike_limits.half_open_per_address = gateway.ike_limits.half_open;
         }},
        {"changes_the_initiator_spi",
         requirement,
         "initiator-spi-changed",
         "ike",
         {"rfc7296/2.23/nat-detection-hashes", "rfc7296/1.5/invalid-major-version-form"},
         [](net::Ingredients& gateway) { gateway.ike_seams.wire = change_the_initiator_spi; }}};
}

}  // namespace gateway::mutants
