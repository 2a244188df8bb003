// What a run comes to, in the words and the order that every format shares.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/results.h"

namespace conformance::report {

// "Does not conform", "Undecided", "No deviation found" (a test can say no more), "Nothing was
// judged".
[[nodiscard]] std::string conclusion(const Results& results);

// One sentence behind it: how many of how many, and what was left out.
[[nodiscard]] std::string conclusion_in_full(const Results& results);

[[nodiscard]] std::size_t judged(const Results& results);  // requirements: pass or fail

[[nodiscard]] bool is_wrong(const ProbeResult& probe);  // failed, or inconclusive

// Probes that are wrong in the same way: same area, family, verdict and code.
struct Group {
    std::string family;  // "p2s/ike/row"
    std::vector<const ProbeResult*> probes;

    // Whether it is better told as one thing than probe by probe.
    [[nodiscard]] bool is_crowd() const { return probes.size() > 3; }
};

// The fails, then what is inconclusive, each in the order they ran.
[[nodiscard]] std::vector<Group> wrong(const Results& results);

// One thing the IETF discourages, and the probes it stands beside.
struct Discouraged {
    Advisory advisory;
    std::vector<const ProbeResult*> probes;
};

[[nodiscard]] std::vector<Discouraged> discouraged(const Results& results);

[[nodiscard]] Totals totals_of(const Results& results, std::string_view area);
[[nodiscard]] std::string area_title(std::string_view area);

// The parts of an id: "p2s/ike/row" and "cbc256-...".
[[nodiscard]] std::string_view family_of(std::string_view id);
[[nodiscard]] std::string_view last_part(std::string_view id);

[[nodiscard]] std::string frames_in_words(const std::vector<std::uint64_t>& frames);
[[nodiscard]] std::string address_of(const Target& target);  // "gw.example.test (192.0.2.17)"

}  // namespace conformance::report
