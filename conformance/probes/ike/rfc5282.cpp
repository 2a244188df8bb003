// RFC 5282: Using Authenticated Encryption Algorithms with the Encrypted Payload of IKEv2.

#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/expect.h"
#include "probes/ike/offered.h"
#include "probes/ike/rows.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using wire::ike::transform;
using wire::ike::TransformType;

constexpr std::uint16_t none = 0;
constexpr std::uint16_t hmac_sha2_256_128 = 12;

// An AEAD row of the edition that is accepted; where it has none, AES-GCM with what the known row
// has besides.
catalog::IkeRow aead_row(Bench& bench)
{
    auto row = known_row(bench);
    row.encr = 20;
    row.key_length = 256;
    row.integ = none;
    return accepted_row(bench, is_aead).value_or(row);
}

// AES-GCM without a Key Length attribute is not selected.
Finding gcm_without_key_length_is_not_selected(Bench& bench)
{
    const auto row = aead_row(bench);
    auto proposal = peers::ike::proposal_of(row);
    proposal.transforms.front().attributes.clear();
    return expect_no_selection(bench, offered(bench, {proposal}, row.group));
}

// No integrity algorithm is selected together with an authenticated encryption algorithm.
Finding no_integrity_beside_an_aead(Bench& bench)
{
    const auto row = aead_row(bench);
    const auto expected = "the row without an integrity algorithm, or a refusal";
    std::vector<Advisory> advisories;
    Answer answer;
    for (const auto integrity : {none, hmac_sha2_256_128}) {
        auto proposal = peers::ike::proposal_of(row);
        proposal.transforms.push_back(transform(TransformType::integrity, integrity));
        answer = offered(bench, {proposal}, row.group);
        if (!selected_integrity(answer).empty()) {
            return fail(bench, answer, "integrity-selected", expected);
        }
        if (integrity == none && !answer.accepted()) {
            advisories.push_back({"integrity-none-refused",
                                  "NONE beside an authenticated encryption algorithm, which an "
                                  "initiator may offer, was "
                                  "refused",
                                  "RFC 7296, Section 3.3"});
        }
    }
    auto finding = pass(bench, answer, expected);
    finding.advisories = std::move(advisories);
    finding.rests_on_absence = !answer.is_message();
    return finding;
}

const std::array table{
    Probe{"rfc5282/7.3/key-length-required", gcm_without_key_length_is_not_selected,
          &known_row_is_accepted},
    Probe{"rfc5282/8/no-integrity-beside-an-aead", no_integrity_beside_an_aead,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc5282_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
