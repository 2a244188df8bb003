// RFC 7296, Section 3.3.1: Proposal Substructure.

#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/expect.h"
#include "probes/ike/offered.h"
#include "probes/ike/rows.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// The proposal of an initial response has SPI Size zero.
Finding spi_size_is_zero(Bench& bench)
{
    const auto row = known_row(bench);
    const auto answer = offered(bench, {peers::ike::proposal_of(row)}, row.group);
    const auto expected = "SPI Size 0";
    if (!answer.accepted()) {
        throw Unmet{"IKE_SA_INIT was not accepted: " + answer.text(bench.registries)};
    }
    const auto& proposal = answer.message()
                               .body<SecurityAssociation>(PayloadType::security_association)
                               ->proposals.front();
    auto finding = proposal.spi.empty() ? pass(bench, answer, expected)
                                        : fail(bench, answer, "spi-in-the-proposal", expected);
    finding.observed = "SPI Size " + std::to_string(proposal.spi.size());
    return finding;
}

// A proposal with an SPI in an initial request is survived, whether it is refused or its SPI
// ignored.
Finding spi_in_a_request_is_survived(Bench& bench)
{
    const auto row = known_row(bench);
    auto proposal = peers::ike::proposal_of(row);
    proposal.spi = bench.random.octets(8);
    return expect_survival(bench, offered(bench, {proposal}, row.group));
}

const std::array table{
    Probe{"rfc7296/3.3.1/spi-size-zero", spi_size_is_zero, &known_row_is_accepted},
    Probe{"rfc7296/3.3.1/spi-in-an-initial-request", spi_in_a_request_is_survived,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_3_3_1_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
