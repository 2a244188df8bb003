// RFC 7296, Section 5: Security Considerations.

#include <algorithm>
#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/expect.h"
#include "probes/ike/offered.h"
#include "probes/ike/rows.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint16_t encr_null = 11;
constexpr std::uint16_t none = 0;

Proposal with(Proposal proposal, TransformType type, const Transform& replacement)
{
    std::ranges::replace_if(
        proposal.transforms,
        [&](const Transform& one) { return one.type == static_cast<std::uint8_t>(type); },
        replacement);
    return proposal;
}

// An IKE SA is never negotiated with ENCR_NULL as encryption or, without an AEAD, NONE as integrity
// algorithm.
Finding ike_sa_is_protected(Bench& bench)
{
    const auto row = classic_row(bench);
    const auto whole = peers::ike::proposal_of(row);
    auto without_integrity = row;
    without_integrity.integ = none;
    const std::array unprotected{
        with(whole, TransformType::encryption, transform(TransformType::encryption, encr_null)),
        with(whole, TransformType::integrity, transform(TransformType::integrity, none)),
        peers::ike::proposal_of(without_integrity),
    };
    Finding finding;
    for (const auto& proposal : unprotected) {
        finding = expect_no_selection(bench, offered(bench, {proposal}, row.group));
        if (finding.verdict == Verdict::fail) {
            return finding;
        }
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/5/ike-sa-never-unprotected", ike_sa_is_protected, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_5_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
