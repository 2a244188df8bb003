#include "core/run.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>

#include "core/recorder.h"

namespace conformance {

namespace {

// rfc7296/2.5 names rfc7296/2.5/..., not rfc7296/2.55/...
bool is_prefix(const std::string& prefix, const std::string& id)
{
    return id.starts_with(prefix) &&
           (id.size() == prefix.size() || prefix.ends_with('/') || id[prefix.size()] == '/');
}

bool selected(const std::vector<std::string>& selection, const Case& one)
{
    return selection.empty() || std::ranges::any_of(selection, [&](const auto& word) {
               return names(word, one.requirement->area, one.id);
           });
}

bool concerns(const Survey& survey, const std::vector<Case>& cases)
{
    return std::ranges::any_of(cases, [&](const Case& one) {
        return std::ranges::find(survey.areas, one.requirement->area) != survey.areas.end();
    });
}

class Runner {
   public:
    Runner(const RunSettings& settings, Learned learned)
        : settings_{settings}, patience_{settings.patience}, learned_{std::move(learned)}
    {
    }

    template <class Body>
    Attempt attempt(const std::string& folder, const std::string& instance, Body body)
    {
        Attempt attempt;
        {
            auto network = settings_.network(folder);
            Recorder recorder{*network, attempt.transcript};
            auto random = settings_.random(folder);
            const auto secrets = settings_.secrets ? settings_.secrets(folder) : Secrets{};
            std::optional<RecordedCredentials> credentials;
            if (secrets.client != nullptr) { credentials.emplace(*secrets.client, attempt.notebook.signatures); }
            std::optional<RecordedCredentials> login;
            if (secrets.login != nullptr) { login.emplace(*secrets.login, attempt.notebook.signatures); }
            std::optional<RecordedIdentities> identities;
            if (secrets.identities != nullptr) { identities.emplace(*secrets.identities, attempt.notebook.signatures); }
            Bench bench{.target = *settings_.target,
                        .edition = *settings_.edition,
                        .registries = *settings_.registries,
                        .learned = learned_,
                        .network = recorder,
                        .random = *random,
                        .notebook = attempt.notebook,
                        .patience = patience_,
                        .instance = instance,
                        .today = settings_.today,
                        .full = settings_.full,
                        .credentials = credentials ? &*credentials : nullptr,
                        .identities = identities ? &*identities : nullptr,
                        .login = login ? &*login : nullptr};
            attempt.finding = body(bench);
        }
        const std::lock_guard lock{mutex_};
        settings_.keep(folder, attempt);
        return attempt;
    }

    CaseResult run(const Case& one)
    {
        CaseResult result;
        result.experiment = one;
        const auto& control = *one.probe->control;
        if (const auto claim = control.excused(*settings_.target)) {
            result.finding.verdict = Verdict::not_applicable;
            result.finding.code = "not-claimed";
            result.finding.observed = *claim;
        } else if (settings_.stop(one)) {
            result.finding = inconclusive("interrupted", "the run comes to its end", "the run was interrupted");
        } else if (const auto gap = control.missing(learned_)) {
            result.finding = inconclusive("control-before", "the gateway answers a good exchange first", *gap);
        } else {
            experiment_with_repetitions(one, result);
        }
        const std::lock_guard lock{mutex_};
        settings_.judged(result);
        return result;
    }

    // What the survey found out.
    void heed(Learned learned, const Transcript& survey)
    {
        learned_ = std::move(learned);
        patience_ = with_round_trips_of(survey, patience_);
    }

   private:
    void experiment_with_repetitions(const Case& one, CaseResult& result)
    {
        const unsigned most = one.probe->once ? 1 : 3;
        for (unsigned repetition = 1; repetition <= most; ++repetition) {
            const bool gone = repetition > 1 && result.attempts.back().finding.code == did_not_survive;
            result.attempts.push_back(attempt(
                evidence_folder(one.id, repetition), one.instance,
                [&](Bench& bench) { return (gone ? experiment_again : experiment)(*one.probe, bench); }));
            if (result.attempts.back().finding.verdict == Verdict::fail) { ++result.failed; }
            if (result.failed == 0) { break; }
        }
        result.finding = result.judged()->finding;
        const auto& last = result.finding;
        const bool is_absence = last.code == silent || (last.rests_on_absence && last.code != did_not_survive);
        if (result.intermittent() && is_absence) { excuse_lost_answer(result.finding); }
    }

    // An absence that does not come again is what loss on the path looks like, too.
    static void excuse_lost_answer(Finding& finding)
    {
        finding.verdict = Verdict::inconclusive;
        finding.code += "-once";
        finding.observed += "; repeated, what was missing came: it may have been lost";
    }

    const RunSettings& settings_;
    Patience patience_;
    Learned learned_;
    std::mutex mutex_;
};

}  // namespace

const Attempt* CaseResult::judged() const
{
    if (attempts.empty()) { return nullptr; }
    const auto failing = std::ranges::find_if(
        attempts, [](const Attempt& one) { return one.finding.verdict == Verdict::fail; });
    return failing == attempts.end() ? &attempts.front() : &*failing;
}

std::string evidence_folder(const std::string& id, unsigned repetition)
{
    return repetition == 1 ? id : id + "/repeat-" + std::to_string(repetition);
}

bool names(const std::string& word, const std::string& area, const std::string& id)
{
    return word == area || is_prefix(word, id);
}

std::vector<Case> select(std::span<const std::span<const Probe>> probes, const catalog::Catalog& catalog,
                         const catalog::Edition& edition, const catalog::Registries& registries,
                         const std::vector<std::string>& selection)
{
    std::vector<Case> cases;
    const auto consider = [&](const Probe& probe, const std::string& instance) {
        auto id = std::string{probe.requirement};
        if (!instance.empty()) { id += "/" + instance; }
        const Case one{&probe, id, instance, catalog.find(id)};
        if (one.requirement == nullptr) {
            throw std::logic_error{"probe " + id + " has no row in the catalog"};
        }
        if (selected(selection, one)) { cases.push_back(one); }
    };
    for (const auto& table : probes) {
        for (const auto& probe : table) {
            if (probe.instances == nullptr) {
                consider(probe, "");
                continue;
            }
            for (const auto& instance : probe.instances(edition, registries)) {
                consider(probe, instance);
            }
        }
    }
    return cases;
}

std::vector<CaseResult> run(const std::vector<Case>& cases, std::span<const Survey> surveys,
                            const RunSettings& settings)
{
    Runner runner{settings, {}};
    Learned learned;
    const auto survey = runner.attempt("survey", "", [&](Bench& bench) {
        for (const auto& one : surveys) {
            if (concerns(one, settings.surveyed_for == nullptr ? cases : *settings.surveyed_for)) { one.look(bench, learned); }
        }
        return pass("surveyed", "", "");
    });
    runner.heed(std::move(learned), survey.transcript);

    std::vector<CaseResult> results(cases.size());
    std::vector<std::size_t> together, alone;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        (cases[i].probe->impact == Impact::safe ? together : alone).push_back(i);
    }
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto i = next++; i < together.size(); i = next++) {
            results[together[i]] = runner.run(cases[together[i]]);
        }
    };
    std::vector<std::future<void>> workers;
    for (unsigned i = 1; i < settings.jobs; ++i) {
        workers.push_back(std::async(std::launch::async, work));
    }
    work();
    for (auto& worker : workers) {
        worker.get();
    }
    for (const auto i : alone) {
        results[i] = runner.run(cases[i]);
    }
    return results;
}

}  // namespace conformance
