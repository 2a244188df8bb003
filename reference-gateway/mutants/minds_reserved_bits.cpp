// Bits that a receiver ignores, minded: RFC 7296, Sections 2.5 and 3.1.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

constexpr std::uint8_t reserved_flags = 0xc7;
constexpr std::uint8_t version_flag = 0x10;
constexpr std::uint8_t minor_version = 0x0f;

Mutant minds(std::string name, std::string requirement, std::string code, std::size_t at,
             std::uint8_t bits, ike::Refusal refusal)
{
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ike",
            {},
            [=](net::Ingredients& gateway) {
                add_rule(gateway.ike_seams.rules.arrival,
                         [=](const ike::Arrival& arrival) -> std::optional<ike::Refusal> {
                             if (arrival.header.major_version != 2) return std::nullopt;
                             if ((arrival.message[at] & bits) == 0) return std::nullopt;
                             return refusal;
                         });
            }};
}

}  // namespace

std::vector<Mutant> minds_reserved_bits()
{
    const std::string reserved = "rfc7296/3.1/reserved-bits-ignored";
    const std::string minor = "rfc7296/2.5/minor-version-ignored";
    const ike::Refusal silence = ike::Drop{"mutant"};
    return {minds("drops_reserved_flags", reserved, "silent", flags_at, reserved_flags, silence),
            minds("refuses_the_version_flag", reserved, "refused-by-notify:7", flags_at,
                  version_flag, ike::Notify{ike::NotifyType::invalid_syntax, {}}),
            minds("drops_minor_versions", minor, "silent", version_at, minor_version, silence),
            minds("refuses_minor_versions", minor, "refused-by-notify:5", version_at, minor_version,
                  ike::Notify{ike::NotifyType::invalid_major_version, {}})};
}

}  // namespace gateway::mutants
