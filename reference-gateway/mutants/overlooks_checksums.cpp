// Integrity Checksum Data of IKE messages that is not looked at closely: RFC 7296, Section 3.14.
#include "mutants/mutants_within.h"

namespace gateway::mutants {
namespace {

// Whatever the last octet of the message is, it is right.
std::optional<Octets> open_carelessly(const ike::Algorithms& algorithms, const ike::Keys& keys,
                                      View message, std::size_t body_size)
{
    constexpr unsigned octets = 256;
    Octets other{message.begin(), message.end()};
    for (unsigned i = 0; i < octets; ++i) {
        if (auto inside = ike::open_sealed(algorithms, keys, other, body_size)) return inside;
        ++other.back();
    }
    return std::nullopt;
}

}  // namespace

std::vector<Mutant> overlooks_checksums()
{
    return {mutant_within(
        "ike", "overlooks_the_last_octet_of_a_checksum", "rfc7296/3.14/wrong-checksum-ignored",
        "answered", [](net::Ingredients& gateway) { gateway.ike_seams.open = open_carelessly; },
        {"rfc7383/2.6/altered-fragment-discarded"})};
}

}  // namespace gateway::mutants
