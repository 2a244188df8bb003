// list and explain: the catalog and its probes, in words.

#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "commands/proofs.h"
#include "commands/settings.h"
#include "probes/contents.h"

namespace conformance::commands {

namespace {

constexpr auto default_edition = "azure-2024-08";

// What is listed is that of a policy, or of a target.
struct Wanted {
    catalog::Edition edition;
    std::optional<Target> target;  // resolved, if its name resolves
    Extent extent = {};

    // Nothing where the case is part of such a run.
    [[nodiscard]] const char* why_left_out(const Case& one) const
    {
        return commands::why_left_out(one, target ? &*target : nullptr, extent);
    }
};

Wanted wanted_from(const std::string& target, const std::string& policy, const Library& library)
{
    if (target.empty()) { return {edition_named(policy.empty() ? default_edition : policy, library), std::nullopt, {}}; }
    auto read = read_target(target);
    auto edition = edition_of(read, library);
    check_target(read, edition, library);
    try {
        resolve(read);
    } catch (const std::runtime_error&) {
        return {std::move(edition), std::nullopt, {}};  // what cannot be reached can be listed
    }
    return {std::move(edition), std::move(read), {}};
}

// The rows of the catalog without a probe, as cases without one.
std::vector<Case> untested_cases(const catalog::Catalog& catalog)
{
    std::vector<Case> cases;
    for (const auto& row : catalog.requirements) {
        if (!row.untested.empty()) { cases.push_back({nullptr, row.id, "", &row}); }
    }
    return cases;
}

bool is_named(const catalog::Requirement& row, const std::vector<std::string>& selection)
{
    return selection.empty() || std::ranges::any_of(selection, [&](const auto& word) {
               return names(word, row.area, row.id);
           });
}

void print_json(const std::vector<Case>& cases, const Wanted& wanted,
                const std::vector<const catalog::Requirement*>& untested)
{
    auto probes = nlohmann::ordered_json::array();
    for (const auto& one : cases) {
        const auto& row = *one.requirement;
        probes.push_back({{"id", one.id},
                          {"requirement", one.id},
                          {"area", row.area},
                          {"level", row.level},
                          {"text", row.text},
                          {"source", row.source},
                          {"fact", row.fact},
                          {"left_out", wanted.why_left_out(one) == nullptr ? "" : wanted.why_left_out(one)}});
    }
    auto rest = nlohmann::ordered_json::array();
    for (const auto* row : untested) {
        rest.push_back({{"id", row->id}, {"area", row->area}, {"level", row->level}, {"text", row->text},
                        {"source", row->source}, {"fact", row->fact}, {"reason", row->untested}});
    }
    std::cout << nlohmann::ordered_json{{"probes", probes}, {"untested", rest}}.dump(2) << "\n";
}

}  // namespace

int list(const std::vector<std::string>& selection, const std::string& target, const std::string& policy, bool json,
         const Extent& extent)
{
    const auto library = read_library();
    auto wanted = wanted_from(target, policy, library);
    wanted.extent = extent;
    const auto& edition = wanted.edition;
    const auto tables = probes::contents();
    auto known = select(tables, library.catalog, edition, library.registries, {});
    const auto rest = untested_cases(library.catalog);
    known.insert(known.end(), rest.begin(), rest.end());
    check_selection(selection, known, library.catalog);
    const auto cases = select(tables, library.catalog, edition, library.registries, selection);
    std::vector<const catalog::Requirement*> untested;
    for (const auto& row : library.catalog.requirements) {
        if (!row.untested.empty() && is_named(row, selection)) { untested.push_back(&row); }
    }
    if (json) {
        print_json(cases, wanted, untested);
        return Exit::passed;
    }
    for (const auto& one : cases) {
        std::cout << one.id << "\n    " << one.requirement->level << ": " << one.requirement->text << "\n";
        if (const auto* why = wanted.why_left_out(one)) { std::cout << "    " << why << "\n"; }
    }
    for (const auto* row : untested) {
        std::cout << row->id << "\n    " << row->level << ": " << row->text << "\n    untested: " << row->untested << "\n";
    }
    std::cout << cases.size() << " probes, " << untested.size() << " requirements untested\n";
    return Exit::passed;
}

int explain(const std::string& id)
{
    const auto library = read_library();
    const auto* row = library.catalog.find(id);
    if (row == nullptr) { throw Misuse{"no requirement is called '" + id + "'; `sallyport list` shows them all"}; }
    std::cout << id << "\n  " << row->level << ": " << row->text << "\n  source: " << row->source
              << (row->verified ? " (checked against the text)" : " (not checked against the text)") << "\n";
    if (!row->untested.empty()) {
        std::cout << "  untested: " << row->untested << "\n";
        return Exit::passed;
    }
    for (const auto& table : probes::contents()) {
        for (const auto& probe : table) {
            if (probe.requirement != row->id) { continue; }
            std::cout << "  control: " << probe.control->name << "\n";
            if (probe.control->always) { std::cout << "  the control runs after every stimulus\n"; }
        }
    }
    std::cout << "  proven by: " << proofs(library.folder, row->id) << "\n";
    return Exit::passed;
}

}  // namespace conformance::commands
