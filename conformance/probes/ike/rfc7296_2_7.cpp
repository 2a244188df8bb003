// RFC 7296, Section 2.7: Cryptographic Algorithm Negotiation.

#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"
#include "probes/ike/together.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// When no proposal is acceptable, all are rejected with NO_PROPOSAL_CHOSEN.
Finding nothing_acceptable_is_refused(Bench& bench)
{
    Initiator peer{bench};
    const auto answer = peer.negotiate(peer.ike_sa_init(hopeless_row()));
    return expect_notify(bench, answer, wire::ike::NotifyType::no_proposal_chosen,
                         conformance::fail("silent", "", ""));
}

// The known row behind 99 hopeless ones.
Message hundred_proposals(Initiator& peer, const catalog::IkeRow& row)
{
    SecurityAssociation offer;
    for (std::uint8_t number = 1; number < 100; ++number) {
        offer.proposals.push_back(peers::ike::proposal_of(hopeless_row(), number));
    }
    offer.proposals.push_back(peers::ike::proposal_of(row, 100));
    return peer.ike_sa_init(offer, row.group);
}

// The known row behind as many hopeless PRFs as one proposal can hold.
Message most_transforms(Initiator& peer, const catalog::IkeRow& row)
{
    auto proposal = peers::ike::proposal_of(row);
    const auto hopeless = transform(TransformType::pseudorandom_function, hopeless_row().prf);
    proposal.transforms.insert(proposal.transforms.begin(), 255 - proposal.transforms.size(), hopeless);
    return peer.ike_sa_init({{proposal}, {}}, row.group);
}

// A hundred proposals, or 255 transforms in one, are answered or rejected within bounded time.
Finding long_lists_are_survived(Bench& bench)
{
    const auto row = known_row(bench);
    return expect_survival(bench, answers_to(bench,
                                             {[&](Initiator& peer) { return hundred_proposals(peer, row); },
                                              [&](Initiator& peer) { return most_transforms(peer, row); }},
                                             Accepted::concluded));
}

const std::array table{
    Probe{"rfc7296/2.7/no-acceptable-proposal", nothing_acceptable_is_refused, &known_row_is_accepted},
    Probe{"rfc7296/2.7/long-proposal-lists", long_lists_are_survived, &known_row_is_accepted, Impact::safe, nullptr, true},
};

}  // namespace

std::span<const Probe> rfc7296_2_7_probes() { return table; }

}  // namespace conformance::probes::ike
