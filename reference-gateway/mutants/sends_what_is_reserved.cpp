// Bits and fields that a response must leave zero: RFC 7296, Sections 2.5, 3.2 and 3.10.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

constexpr std::size_t payload_flags_at = 29;
constexpr std::size_t reserved_of_proposal_at = 33;
constexpr std::size_t protocol_id_at = 32;
constexpr std::uint8_t security_association = 33;
constexpr std::uint8_t notify = 41;

// Of answers in the clear whose first payload is of this type; 0: of any type.
Mutant sets(std::string name, std::string requirement, std::string code, std::uint8_t type,
            std::size_t at, std::uint8_t bits)
{
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ike",
            {},
            [=](net::Ingredients& gateway) {
                gateway.ike_seams.wire = [=](ike::Send& datagram, const ike::Arrival& request) {
                    if (!is_ike_sa_init(request)) return;
                    if (type != 0 && octet(datagram, request, first_payload_at) != type) return;
                    octet(datagram, request, at) |= bits;
                };
            }};
}

}  // namespace

std::vector<Mutant> sends_what_is_reserved()
{
    const std::string reserved = "rfc7296/2.5/reserved-fields-sent-as-zero";
    return {sets("sends_critical_payloads", "rfc7296/2.5/critical-bit-never-in-a-response",
                 "critical-bit-set", 0, payload_flags_at, 0x80),
            sets("sends_reserved_payload_bits", reserved, "reserved-bits-set", 0, payload_flags_at,
                 0x01),
            sets("sends_reserved_proposal_bits", reserved, "reserved-bits-set",
                 security_association, reserved_of_proposal_at, 0xff),
            sets("names_ike_in_its_refusals", "rfc7296/3.10/protocol-id-without-spi-zero",
                 "protocol-id-set", notify, protocol_id_at, 0x01)};
}

}  // namespace gateway::mutants
