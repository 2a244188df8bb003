// RFC 7296, Section 3.3.1: Proposal Substructure.

#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/expect.h"
#include "probes/ike/offered.h"
#include "probes/ike/rows.h"
#include "probes/ike/tables.h"
#include "probes/ike/together.h"

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

// Two proposals with these numbers; a mark that is given lies about whether the proposal is the
// last.
Message two_proposals(Initiator& peer, const catalog::IkeRow& row,
                      std::array<std::uint8_t, 2> numbers,
                      std::array<std::optional<std::uint8_t>, 2> marks)
{
    SecurityAssociation offer;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        offer.proposals.push_back(peers::ike::proposal_of(row, numbers[i]));
        if (marks[i]) {
            offer.proposals.back().last.forge(*marks[i]);
        }
    }
    return peer.ike_sa_init(offer, row.group);
}

// Proposal numbers out of sequence and wrong last-substructure marks are survived.
Finding odd_numbers_are_survived(Bench& bench)
{
    constexpr std::uint8_t last = 0;
    constexpr std::uint8_t more = 2;
    const auto row = known_row(bench);
    const auto odd = [&](std::array<std::uint8_t, 2> numbers,
                         std::array<std::optional<std::uint8_t>, 2> marks = {}) {
        return [=](Initiator& peer) { return two_proposals(peer, row, numbers, marks); };
    };
    return expect_survival(bench, answers_to(bench,
                                             {odd({0, 1}), odd({2, 1}), odd({1, 1}), odd({7, 255}),
                                              odd({1, 2}, {last, last}), odd({1, 2}, {more, more}),
                                              odd({1, 2}, {1, 255})},
                                             Accepted::concluded));
}

const std::array table{
    Probe{"rfc7296/3.3.1/spi-size-zero", spi_size_is_zero, &known_row_is_accepted},
    Probe{"rfc7296/3.3.1/spi-in-an-initial-request", spi_in_a_request_is_survived,
          &known_row_is_accepted, Impact::safe, nullptr, true},
    Probe{"rfc7296/3.3/odd-proposal-numbers", odd_numbers_are_survived, &known_row_is_accepted,
          Impact::safe, nullptr, true},
};

}  // namespace

std::span<const Probe> rfc7296_3_3_1_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
