#include <iostream>
#include <set>

#include "catalog/toml_file.h"
#include "commands/client_credentials.h"
#include "commands/document.h"
#include "commands/inputs.h"
#include "commands/settings.h"
#include "commands/write.h"
#include "crypto/digest.h"
#include "crypto/seeded_random.h"
#include "evidence/capture.h"
#include "evidence/folder.h"
#include "evidence/manifest.h"
#include "evidence/signatures_file.h"
#include "evidence/transcript_file.h"
#include "probes/contents.h"
#include "report/text.h"
#include "transport/replay.h"

namespace conformance::commands {

namespace {

class Replay {
   public:
    explicit Replay(const std::filesystem::path& folder) : folder_{folder}, inputs_{read_inputs(folder)} {}

    // Octets first: a file that the run did not write as it stands is named before anything is judged from it.
    std::vector<std::string> check_files() const { return evidence::check_manifest(folder_, crypto::sha256); }

    // `before`: what the run found. What an interrupted one left over has no evidence, and is left over again.
    nlohmann::json judge_again(const std::vector<std::string>& selection, const nlohmann::json& before)
    {
        const auto left_over = interrupted(before);
        const auto library = read_library();
        auto target = read_target(kept_target(folder_));
        target.address = inputs_.address;
        target.sessions = sessions_of(target, library);
        const auto edition =
            catalog::read_edition(catalog::TomlFile{kept_policy(folder_)}, library.registries);
        const auto tables = probes::contents();
        const auto surveys = probes::surveys();
        const auto everything = select(tables, library.catalog, edition, library.registries, {});
        auto ran = select(tables, library.catalog, edition, library.registries, inputs_.selection);
        leave_out(ran, inputs_.selection, target, extent());
        check_selection(selection, ran, library.catalog);
        const auto cases = narrowed(ran, select(tables, library.catalog, edition, library.registries, selection));
        const auto seed = from_hex(inputs_.seed).value_or(Octets{});
        const RunSettings settings{
            .target = &target,
            .edition = &edition,
            .registries = &library.registries,
            .patience = patience_for(target, inputs_.limits),
            .today = inputs_.started,
            .full = inputs_.full,
            .network = [this](const std::string& name) { return network(name); },
            .random = [&](const std::string& purpose) { return crypto::seeded_random(seed, purpose); },
            .secrets = [&](const std::string& name) {
                return kept_secrets(target.client ? kept_client(folder_) : std::vector<Octets>{}, inputs_.identities, target.login.has_value(),
                                    evidence::read_signatures(folder_ / name));
            },
            .keep = [this](const std::string& name, const Attempt& attempt) { compare(name, attempt); },
            .judged = [](const CaseResult&) {},
            .stop = [&](const Case& one) { return left_over.contains(one.id); },
            .surveyed_for = &ran,
        };
        const auto results = conformance::run(cases, surveys, settings);
        const auto again = document(results, everything,
                                    {.library = &library,
                                     .target = &target,
                                     .edition = &edition,
                                     .target_sha256 = "",
                                     .policy_sha256 = "",
                                     .program_sha256 = "",
                                     .seed = inputs_.seed,
                                     .started = inputs_.started,
                                     .selection = inputs_.selection,
                                     .strict = inputs_.strict,
                                     .extent = extent(),
                                     .folder = folder_.string()});
        return nlohmann::json::parse(again.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    }

   private:
    Extent extent() const { return {inputs_.intrusive, inputs_.limits}; }

    std::set<std::string> interrupted(const nlohmann::json& before) const
    {
        std::set<std::string> ids;
        if (before.at("complete").get<bool>()) { return ids; }
        for (const auto& probe : before.at("probes")) {
            const auto id = probe.at("id").get<std::string>();
            if (probe.at("code") == "interrupted" && !std::filesystem::exists(folder_ / id / "transcript.jsonl")) {
                ids.insert(id);
            }
        }
        return ids;
    }

    static std::vector<Case> narrowed(const std::vector<Case>& ran, const std::vector<Case>& wanted)
    {
        std::vector<Case> both;
        for (const auto& one : ran) {
            for (const auto& other : wanted) {
                if (one.id == other.id) { both.push_back(one); }
            }
        }
        return both;
    }

    std::unique_ptr<Network> network(const std::string& name) const
    {
        return std::make_unique<transport::ReplayNetwork>(
            evidence::read_transcript(folder_ / name / "transcript.jsonl"));
    }

    // The transcript drove the replay; the capture and the keys must say the same.
    void compare(const std::string& name, const Attempt& attempt) const
    {
        const auto kept = evidence::read_transcript(folder_ / name / "transcript.jsonl");
        if (kept.events() != attempt.transcript.events()) {
            throw transport::Disagreement{name + ": the transcript holds what the replay did not use"};
        }
        if (evidence::read_signatures(folder_ / name) != attempt.notebook.signatures) {
            throw transport::Disagreement{name + ": it holds signatures that the replay did not use"};
        }
        auto fault = evidence::compare_capture(folder_ / name / "capture.pcap", kept, inputs_.epoch_us);
        if (fault.empty()) { fault = evidence::compare_keys(folder_ / name, attempt.notebook); }
        if (!fault.empty()) { throw transport::Disagreement{fault}; }
    }

    std::filesystem::path folder_;
    Inputs inputs_;
};

// The entries of one probe agree in all that is judged; the tshark command names the folder, which may have moved.
std::string difference(nlohmann::json before, nlohmann::json after)
{
    before.erase("look");
    after.erase("look");
    for (const auto& [key, value] : after.items()) {
        if (before[key] != value) { return key; }
    }
    return before == after ? "" : "its keys";
}

}  // namespace

int replay(const std::filesystem::path& folder, const std::vector<std::string>& selection)
{
    Replay replay{folder};
    auto faults = replay.check_files();
    std::size_t count = 0;
    std::size_t left_over = 0;
    try {
        const auto before = read_document(folder);
        const auto after = replay.judge_again(selection, before);
        for (const auto& probe : after.at("probes")) {
            ++count;
            if (probe.at("code") == "interrupted") { ++left_over; }
            const auto& id = probe.at("id");
            const nlohmann::json* kept = nullptr;
            for (const auto& one : before.at("probes")) {
                if (one.at("id") == id) { kept = &one; }
            }
            const auto what = kept == nullptr ? std::string{"the probe"} : difference(*kept, probe);
            if (!what.empty()) { faults.push_back(id.get<std::string>() + ": " + what + " is not what the replay finds"); }
        }
        if (selection.empty() && before.at("probes").size() != count) {
            faults.emplace_back("results.json: holds probes that the replay does not have");
        }
    } catch (const NothingSelected&) {
        throw;
    } catch (const transport::Disagreement& error) {
        faults.emplace_back(error.what());
    } catch (const nlohmann::json::exception& error) {
        faults.emplace_back(std::string{"results.json: "} + error.what());
    } catch (const std::runtime_error& error) {
        faults.emplace_back(error.what());
    }
    for (const auto& fault : faults) {
        std::cout << report::one_line(fault) << "\n";
    }
    if (!faults.empty()) { return Exit::failed; }
    if (count == 0) {
        std::cout << "nothing of this run is selected\n";
        return Exit::nothing_tested;
    }
    std::cout << count - left_over << " probes replayed: identical\n";
    if (left_over != 0) { std::cout << left_over << " were left over when the run was interrupted\n"; }
    return Exit::passed;
}

}  // namespace conformance::commands
