// Which probes stand in a matrix rather than in a list, and under what name: IKE proposals by port,
// clients, TLS versions, TLS suites, ports. Told from the probes' ids alone.

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

    // The same but for the group.
    [[nodiscard]] bool is_sibling_of(const Proposal& other) const
    {
        return encryption == other.encryption && integrity == other.integrity && prf == other.prf;
    }
};

// From the slug that ends p2s/ike/row/<slug> and p2s/ike/nat-t-row/<slug>.
[[nodiscard]] Proposal proposal(std::string_view slug);

struct ProposalRow {
    std::string slug;
    Proposal proposal;
    const ProbeResult* udp_500 = nullptr;
    const ProbeResult* udp_4500 = nullptr;
};

[[nodiscard]] std::vector<ProposalRow> proposal_rows(const Results& results);
[[nodiscard]] const ProbeResult* no_other_proposal(const Results& results);

// p2s/clients/ike-sa-init/<name> and p2s/clients/tunnel/<name>.
struct ClientRow {
    std::string name;
    const ProbeResult* first_exchange = nullptr;
    const ProbeResult* tunnel = nullptr;

    // The one that says how far the client came; of each row at least one is there.
    [[nodiscard]] const ProbeResult& telling() const;
};

[[nodiscard]] std::vector<ClientRow> client_rows(const Results& results);

[[nodiscard]] bool is_suite(const ProbeResult& probe);
[[nodiscard]] const ProbeResult* no_other_suite(const Results& results);

// "TLS 1.0"; empty for a probe that is about no one version.
[[nodiscard]] std::string version_name(const ProbeResult& probe);

// "UDP 500", "TCP 443 (here 8443)"; empty for a probe that is about no one port.
[[nodiscard]] std::string port_name(const Results& results, const ProbeResult& probe);

[[nodiscard]] bool stands_in_a_matrix(const Results& results, const ProbeResult& probe);

}  // namespace conformance::report
