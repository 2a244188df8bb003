// The matrix of IKE rows: what the ids p2s/ike/row/<slug> and p2s/ike/nat-t-row/<slug> say about proposals and ports.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/results.h"

namespace conformance::report {

// A proposal in words that fit a column; a word this project does not know stays as it is written.
struct Proposal {
    std::string encryption;
    std::string integrity;  // empty for an AEAD
    std::string prf;
    std::string group;  // "24", or the word where it has no number here
    std::string group_name;
};

[[nodiscard]] Proposal proposal(std::string_view slug);

struct ProposalRow {
    std::string slug;
    Proposal proposal;
    const ProbeResult* udp_500 = nullptr;
    const ProbeResult* udp_4500 = nullptr;
};

[[nodiscard]] std::vector<ProposalRow> proposal_rows(const Results& results);
[[nodiscard]] bool is_proposal_row(const ProbeResult& probe);

}  // namespace conformance::report
