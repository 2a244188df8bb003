// The non-ESP marker, not asked for or not sent: RFC 3948, Section 2.2.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc3948/2.2/non-esp-marker";

void send_without_marker(ike::Send& datagram, const ike::Arrival& request)
{
    if (!request.on_nat_t_port || datagram.octets.size() < 4) return;
    datagram.octets.erase(datagram.octets.begin(), datagram.octets.begin() + 4);
}

void refuse_without_marker(ike::Send& datagram, const ike::Arrival& request)
{
    constexpr std::uint8_t notify = 41;
    if (octet(datagram, request, first_payload_at) == notify)
        send_without_marker(datagram, request);
}

}  // namespace

std::vector<Mutant> mistakes_the_marker()
{
    return {
        {"answers_on_4500_without_marker",
         requirement,
         "answered-without-marker",
         "ike",
         {},
         [](net::Ingredients& gateway) {
             remove_rule(gateway.ike_seams.rules.arrival, requirement);
         }},
        {"sends_no_marker",
         requirement,
         "marker-missing",
         "ike",
         {"p2s/ike/nat-t-row", "p2s/ports/ike-4500", "rfc7296/2/error-answers-carry-the-marker"},
         [](net::Ingredients& gateway) { gateway.ike_seams.wire = send_without_marker; }},
        {"refuses_without_marker",
         "rfc7296/2/error-answers-carry-the-marker",
         "marker-missing",
         "ike",
         {},
         [](net::Ingredients& gateway) { gateway.ike_seams.wire = refuse_without_marker; }}};
}

}  // namespace gateway::mutants
