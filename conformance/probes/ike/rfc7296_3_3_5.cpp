// RFC 7296, Section 3.3.5: Transform Attributes.

#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/expect.h"
#include "probes/ike/offered.h"
#include "probes/ike/rows.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

// ENCR_AES_CBC without a Key Length attribute is not selected.
Finding cbc_without_key_length_is_not_selected(Bench& bench)
{
    const auto row = classic_row(bench);
    auto proposal = peers::ike::proposal_of(row);
    proposal.transforms.front().attributes.clear();
    return expect_no_selection(bench, offered(bench, {proposal}, row.group));
}

const std::array table{
    Probe{"rfc7296/3.3.5/key-length-required", cbc_without_key_length_is_not_selected,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_3_3_5_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
