// The gateway's own public value.
#pragma once

#include <variant>

#include "probes/ike/rows.h"

namespace conformance::probes::ike {

struct SentPublicValue {
    Answer answer;
    Octets octets;
};

// From an IKE_SA_INIT with this row, or the finding that there is none of `octets` octets. Throws
// Unmet when the row is not accepted.
[[nodiscard]] std::variant<SentPublicValue, Finding> sent_public_value(Bench& bench,
                                                                       const catalog::IkeRow& row,
                                                                       std::size_t octets,
                                                                       const std::string& expected);

}  // namespace conformance::probes::ike
