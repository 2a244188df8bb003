// A run: which probes are selected, each carried out with its repetitions, and the results. A pure function of target,
// selection, seed and what the network answers; it reads and writes no file.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "catalog/requirement.h"
#include "core/attempt.h"

namespace conformance {

// A probe of a family counts once per instance.
struct Case {
    const Probe* probe = nullptr;
    std::string id, instance;
    const catalog::Requirement* requirement = nullptr;
};

struct CaseResult {
    Case experiment;
    std::vector<Attempt> attempts;  // empty when nothing was sent
    Finding finding;                // the judged one
    unsigned failed = 0;            // of how many attempts, when a fail was repeated
    [[nodiscard]] bool intermittent() const
    {
        return failed != 0 && failed != attempts.size();
    }
    [[nodiscard]] const Attempt* judged() const;  // the attempt the finding is of
};

// Finds things out before the first probe of its areas; what it learns is recorded like a probe's evidence.
struct Survey {
    std::vector<std::string_view> areas;
    void (*look)(Bench&, Learned&);
};

// The evidence folder of an attempt: the probe id, with /repeat-2 and so on; "survey" for the survey.
[[nodiscard]] std::string evidence_folder(const std::string& id, unsigned repetition);

struct RunSettings {
    const Target* target = nullptr;
    const catalog::Edition* edition = nullptr;
    const catalog::Registries* registries = nullptr;
    Patience patience;  // before the survey has measured round trips
    std::string today;
    bool full = false;
    unsigned jobs = 1;
    // A Network for the attempt of that evidence folder: live, or a replay of what lies there.
    std::function<std::unique_ptr<Network>(const std::string& folder)> network;
    RandomSource random;
    // The client's credentials, and those of many, for the attempt of that folder.
    std::function<Secrets(const std::string& folder)> secrets = {};
    // Called when an attempt is over, and when a case is judged: evidence and progress. Never called concurrently.
    std::function<void(const std::string& folder, const Attempt&)> keep;
    std::function<void(const CaseResult&)> judged;
    // Whether the run was interrupted before this case: it is inconclusive.
    std::function<bool(const Case&)> stop;
    // The cases that decide which surveys run; those given to run() when absent. A replay of some needs the survey of all.
    const std::vector<Case>* surveyed_for = nullptr;
};

// Whether a word of SELECT, an area or an id up to one of its slashes, names what has this area and id.
[[nodiscard]] bool names(const std::string& word, const std::string& area, const std::string& id);

// All cases of `probes` that `selection` (id prefixes or areas; empty: all) names.
[[nodiscard]] std::vector<Case> select(std::span<const std::span<const Probe>> probes,
                                       const catalog::Catalog& catalog, const catalog::Edition& edition,
                                       const catalog::Registries& registries,
                                       const std::vector<std::string>& selection);

[[nodiscard]] std::vector<CaseResult> run(const std::vector<Case>& cases, std::span<const Survey> surveys,
                                          const RunSettings& settings);

}  // namespace conformance
