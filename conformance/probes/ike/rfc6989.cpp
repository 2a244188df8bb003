// RFC 6989: Additional Diffie-Hellman Tests for IKEv2.

#include <array>

#include "probes/ike/expect.h"
#include "probes/ike/forged_key_exchange.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

constexpr std::uint16_t modp_2048_with_256 = 24;

Octets number(std::size_t octets, std::uint8_t value)
{
    Octets result(octets, 0);
    result.back() = value;
    return result;
}

// The tests are recommended; required of those that reuse their own values, RFC 6989, Section 2.
Finding recommended(Bench& bench, const Forgery& forgery, const Answer& answer)
{
    const auto expected = "no SA from a public value that is " + forgery.what;
    if (reuses_its_public_value(bench, forgery.row)) {
        return fail(bench, answer, "accepted-with-reused-values",
                    expected + ", above all not by a gateway that reuses its own");
    }
    auto finding = pass(bench, answer, expected);
    finding.advisories.push_back(
        {"accepted",
         "a public value that is " + forgery.what +
             " was used; testing it is recommended to those that never reuse their own",
         "RFC 6989, Section 2", true});
    return finding;
}

Finding required(Bench& bench, const Forgery& forgery, const Answer& answer)
{
    return fail(bench, answer, "accepted", "no SA from a public value that is " + forgery.what);
}

// A MODP public value of 0, 1, p-1 or beyond is not used for an SA.
Finding modp_range_is_checked(Bench& bench)
{
    const auto row = row_of_instance(bench);
    const auto octets = Initiator::public_octets(row.group);
    auto prime = crypto::modp_prime(row.group);
    auto below = prime;
    below.back() ^= 1;  // it is odd
    return send_forgeries(bench,
                          {{row, "0", number(octets, 0)},
                           {row, "1", number(octets, 1)},
                           {row, "p-1", below},
                           {row, "p", prime},
                           {row, "beyond p", Octets(octets, 0xff)}},
                          recommended);
}

// A public value outside the subgroup of group 23 or 24 is not used for an SA.
Finding subgroup_is_checked(Bench& bench)
{
    const auto row = row_of_instance(bench);
    // A number below p that is drawn lies in the subgroup with a chance of one in 2 to the 1792.
    auto drawn = bench.random.octets(Initiator::public_octets(row.group));
    drawn.front() &= 0x7f;
    drawn[1] |= 1;
    auto of_order_2 = crypto::modp_prime(row.group);
    of_order_2.back() ^= 1;
    return send_forgeries(
        bench,
        {{row, "outside the subgroup", drawn}, {row, "p-1, outside the subgroup", of_order_2}},
        required);
}

// An ECP public value that is no point of its curve is not used for an SA.
Finding point_is_on_the_curve(Bench& bench)
{
    const auto row = row_of_instance(bench);
    const auto octets = Initiator::public_octets(row.group);
    auto beside = crypto::key_exchange(row.group, bench.random)->public_value();
    beside.back() ^= 1;
    return send_forgeries(bench,
                          {{row, "no point of the curve", beside},
                           {row, "zero", Octets(octets, 0)},
                           {row, "beyond the field", Octets(octets, 0xff)}},
                          recommended);
}

std::vector<std::string> modp_groups(const catalog::Edition& edition,
                                     const catalog::Registries& registries)
{
    return groups_of(edition, registries, is_modp);
}

std::vector<std::string> groups_with_subgroups(const catalog::Edition& edition,
                                               const catalog::Registries& registries)
{
    return groups_of(edition, registries,
                     [](std::uint16_t group) { return group == modp_2048_with_256; });
}

std::vector<std::string> ecp_groups(const catalog::Edition& edition,
                                    const catalog::Registries& registries)
{
    return groups_of(edition, registries, is_ecp);
}

const std::array table{
    Probe{"rfc6989/2.1/modp-range-checked", modp_range_is_checked, &known_row_is_accepted,
          Impact::safe, modp_groups},
    Probe{"rfc6989/2.2/subgroup-checked", subgroup_is_checked, &known_row_is_accepted, Impact::safe,
          groups_with_subgroups},
    Probe{"rfc6989/2.3/point-on-the-curve", point_is_on_the_curve, &known_row_is_accepted,
          Impact::safe, ecp_groups},
};

}  // namespace

std::span<const Probe> rfc6989_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
