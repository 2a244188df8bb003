#include "commands/document.h"

#include <algorithm>
#include <map>

#include "commands/look.h"
#include "commands/version.h"
#include "probes/narration.h"

namespace conformance::commands {

namespace {

using nlohmann::ordered_json;

// An unmet SHOULD is a pass with an advisory; a strict run counts it as a fail.
Verdict verdict_of(const Finding& finding, bool strict)
{
    const bool unmet = std::ranges::any_of(finding.advisories, &Advisory::unmet_should);
    return strict && unmet && finding.verdict == Verdict::pass ? Verdict::fail : finding.verdict;
}

ordered_json advisories(const Finding& finding)
{
    auto list = ordered_json::array();
    for (const auto& one : finding.advisories) {
        list.push_back({{"code", one.code}, {"text", one.text}, {"source", one.source}});
    }
    return list;
}

ordered_json exchange(const CaseResult& result, const Circumstances& around)
{
    auto list = ordered_json::array();
    const auto* attempt = result.judged();
    if (attempt == nullptr) { return list; }
    for (const auto& step : probes::tell(*attempt, *around.target, around.library->registries)) {
        const auto* direction = step.direction == probes::Told::Direction::sent       ? "sent"
                                : step.direction == probes::Told::Direction::received ? "received"
                                                                                      : "event";
        list.push_back({{"frame", step.frame == 0 ? ordered_json(nullptr) : ordered_json(step.frame)},
                        {"direction", direction},
                        {"time_ms", step.time_ms},
                        {"summary", step.summary},
                        {"details", step.details}});
    }
    return list;
}

std::string evidence_of(const CaseResult& result)
{
    const auto* judged = result.judged();
    if (judged == nullptr) { return ""; }
    const auto repetition = static_cast<unsigned>(judged - result.attempts.data()) + 1;
    return evidence_folder(result.experiment.id, repetition);
}

ordered_json probe(const CaseResult& result, const Circumstances& around)
{
    const auto& finding = result.finding;
    const auto& row = *result.experiment.requirement;
    const auto evidence = evidence_of(result);
    auto intermittent = ordered_json(nullptr);
    if (result.intermittent()) {
        intermittent = {{"failed", result.failed}, {"of", result.attempts.size()}};
    }
    return {{"id", result.experiment.id},
            {"requirement", result.experiment.id},
            {"area", row.area},
            {"level", row.level},
            {"title", row.text},
            {"source", row.source},
            {"verdict", to_string(verdict_of(finding, around.strict))},
            {"code", finding.code},
            {"expected", finding.expected},
            {"observed", finding.observed},
            {"advisories", advisories(finding)},
            {"intermittent", intermittent},
            {"frames", finding.frames},
            {"evidence", evidence},
            {"look", look(result, around.folder, evidence, *around.target)},
            {"duration_ms", result.judged() == nullptr ? 0.0 : result.judged()->duration_ms()},
            {"exchange", exchange(result, around)},
            {"details", finding.details}};
}

ordered_json requirement(const catalog::Requirement& row, const std::string& id, const std::string& status,
                         const ordered_json& verdict, const std::string& reason)
{
    return {{"id", id},         {"level", row.level},   {"area", row.area}, {"text", row.text},
            {"source", row.source}, {"status", status}, {"verdict", verdict}, {"reason", reason}};
}

// Only a pass or a fail says something about the gateway.
ordered_json requirement_of(const catalog::Requirement& row, const ordered_json& probe)
{
    const auto id = probe["requirement"].get<std::string>();
    const auto& verdict = probe["verdict"];
    if (verdict == "pass" || verdict == "fail") { return requirement(row, id, "tested", verdict, ""); }
    const auto observed = probe["observed"].get<std::string>();
    return requirement(row, id, "not_judged", verdict, observed.empty() ? probe["code"].get<std::string>() : observed);
}

// Every row of the catalog; a family's row once for each of its probes.
ordered_json requirements(const ordered_json& probes, const std::vector<Case>& everything, const Circumstances& around)
{
    std::map<std::string, const ordered_json*> ran;
    for (const auto& one : probes) {
        ran[one["requirement"]] = &one;
    }
    auto list = ordered_json::array();
    for (const auto& row : around.library->catalog.requirements) {
        bool probed = false;
        for (const auto& one : everything) {
            if (one.requirement != &row) { continue; }
            probed = true;
            const auto found = ran.find(one.id);
            if (found == ran.end()) {
                const auto* why = why_left_out(one, around.target, around.extent);
                list.push_back(requirement(row, one.id, "not_selected", nullptr,
                                           why != nullptr ? why : "not selected in this run"));
            } else {
                list.push_back(requirement_of(row, *found->second));
            }
        }
        if (probed) { continue; }
        if (row.untested.empty()) {
            list.push_back(requirement(row, row.id, "not_selected", nullptr, "the policy gives this family no member"));
        } else {
            list.push_back(requirement(row, row.id, "untested", nullptr, row.untested));
        }
    }
    return list;
}

ordered_json summary(const ordered_json& probes)
{
    ordered_json counts{{"pass", 0}, {"fail", 0}, {"inconclusive", 0}, {"not_applicable", 0}, {"advisories", 0}};
    for (const auto& one : probes) {
        auto& count = counts[one["verdict"].get<std::string>()];
        count = count.get<unsigned>() + 1;
        counts["advisories"] = counts["advisories"].get<std::size_t>() + one["advisories"].size();
    }
    return counts;
}

ordered_json measurements(const std::vector<CaseResult>& results)
{
    auto list = ordered_json::array();
    for (const auto& result : results) {
        for (const auto& one : result.finding.measurements) {
            list.push_back({{"name", one.name}, {"value", one.value}, {"unit", one.unit}, {"text", one.text}});
        }
    }
    return list;
}

ordered_json target(const Circumstances& around)
{
    const auto& target = *around.target;
    auto claims = ordered_json::object();
    for (const auto& [name, value] : target.claims) {
        claims[name] = value;
    }
    ordered_json object{{"path", target.file},
                        {"host", target.host},
                        {"addresses", {target.address}},
                        {"tunnel_types", target.tunnel_types},
                        {"ports",
                         {{"ike", target.ports.ike}, {"nat_t", target.ports.nat_t}, {"tls", target.ports.tls}}},
                        {"claims", claims},
                        {"sha256", around.target_sha256}};
    if (!target.server_name.empty()) { object["name"] = target.server_name; }
    if (target.sku) { object["sku"] = *target.sku; }
    return object;
}

}  // namespace

ordered_json document(const std::vector<CaseResult>& results, const std::vector<Case>& everything,
                      const Circumstances& around)
{
    auto probes = ordered_json::array();
    for (const auto& result : results) {
        probes.push_back(probe(result, around));
    }
    const auto& edition = *around.edition;
    return {{"schema", "urn:sallyport:results:1"},
            {"tool",
             {{"name", "sallyport"},
              {"version", version},
              {"commit", commit},
              {"sha256", around.program_sha256}}},
            {"target", target(around)},
            {"policy",
             {{"edition", edition.name},
              {"title", edition.title},
              {"source", edition.source},
              {"sha256", around.policy_sha256}}},
            {"catalog_sha256", around.library->catalog_sha256},
            {"seed", around.seed},
            {"selection", around.selection},
            {"started", around.started},
            {"duration_s", around.duration_s},
            {"complete", around.complete},
            {"strict", around.strict},
            {"summary", summary(probes)},
            {"measurements", measurements(results)},
            {"probes", probes},
            {"requirements", requirements(probes, everything, around)}};
}

Exit exit_of(const ordered_json& document)
{
    const auto& counts = document["summary"];
    const auto count = [&](const char* name) { return counts[name].get<unsigned>(); };
    if (count("fail") != 0) { return Exit::failed; }
    if (count("inconclusive") != 0) { return Exit::inconclusive_only; }
    if (count("pass") == 0) { return Exit::nothing_tested; }
    return document["complete"].get<bool>() ? Exit::passed : Exit::inconclusive_only;
}

}  // namespace conformance::commands
