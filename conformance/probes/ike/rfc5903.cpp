// RFC 5903: Elliptic Curve Groups modulo a Prime for IKE and IKEv2.

#include <array>

#include "probes/ike/expect.h"
#include "probes/ike/sent_public_value.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

// The gateway's ECP public value is x and y, each of the full length of its group, with no octet
// before them.
Finding public_value_is_a_bare_point(Bench& bench)
{
    const auto row = row_of_instance(bench);
    const auto octets = Initiator::public_octets(row.group);
    const auto expected = "a point of the curve in " + std::to_string(octets) + " octets";
    const auto found = sent_public_value(bench, row, octets, expected);
    if (const auto* finding = std::get_if<Finding>(&found)) {
        return *finding;
    }
    const auto& [answer, point] = std::get<SentPublicValue>(found);
    if (!crypto::key_exchange(row.group, bench.random)->shared_secret(point)) {
        return fail(bench, answer, "no-point", expected);
    }
    return pass(bench, answer, expected);
}

std::vector<std::string> ecp_groups(const catalog::Edition& edition,
                                    const catalog::Registries& registries)
{
    return groups_of(edition, registries, is_ecp);
}

const std::array table{
    Probe{"rfc5903/7/public-value-form", public_value_is_a_bare_point, &known_row_is_accepted,
          Impact::safe, ecp_groups},
};

}  // namespace

std::span<const Probe> rfc5903_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
