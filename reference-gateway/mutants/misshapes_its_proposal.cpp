// A proposal whose counts and marks do not fit what is in it: RFC 7296, Sections 3.3.1 and 3.3.2.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

// SA comes first: behind its generic header.
constexpr std::size_t mark_of_the_proposal_at = 32;
constexpr std::size_t number_of_transforms_at = 39;

Mutant sets(std::string name, std::string code, std::size_t at, std::uint8_t bits)
{
    return {std::move(name),
            "rfc7296/3.1/responses-add-up",
            std::move(code),
            "ike",
            {},
            [=](net::Ingredients& gateway) {
                gateway.ike_seams.wire = [=](ike::Send& datagram, const ike::Arrival& request) {
                    if (octet(datagram, request, first_payload_at) ==
                        std::to_underlying(ike::PayloadType::security_association)) {
                        octet(datagram, request, at) ^= bits;
                    }
                };
            }};
}

}  // namespace

std::vector<Mutant> misshapes_its_proposal()
{
    constexpr std::uint8_t more_proposals = 2;
    return {
        sets("miscounts_its_transforms", "does-not-add-up", number_of_transforms_at, 8),
        sets("promises_another_proposal", "wrong-mark", mark_of_the_proposal_at, more_proposals)};
}

}  // namespace gateway::mutants
