#include "report/diff.h"

#include <algorithm>
#include <map>

#include "report/text.h"

namespace conformance::report {

namespace {

using ById = std::map<std::string_view, const ProbeResult*>;

ById by_id(const Results& results)
{
    ById all;
    for (const auto& probe : results.probes) {
        all.emplace(probe.id, &probe);
    }
    return all;
}

std::string ending(const ProbeResult& probe)
{
    auto words = std::string(spoken(probe.verdict));
    return probe.code.empty() ? words : words + " " + probe.code;
}

std::vector<std::string> sorted(std::vector<std::string> details)
{
    std::ranges::sort(details);
    return details;
}

std::vector<std::string> only_in(const ProbeResult& one, const ProbeResult& other)
{
    std::vector<std::string> rest;
    std::ranges::set_difference(sorted(one.details), sorted(other.details),
                                std::back_inserter(rest));
    return rest;
}

}  // namespace

std::vector<Difference> diff(const nlohmann::json& old_results, const nlohmann::json& new_results)
{
    const auto old_run = read(old_results);
    const auto new_run = read(new_results);
    const auto before = by_id(old_run);
    const auto after = by_id(new_run);

    std::vector<Difference> differences;
    for (const auto& [id, probe] : before) {
        const auto now = after.find(id);
        if (now == after.end()) {
            differences.push_back(
                {std::string(id), Difference::Kind::removed, ending(*probe), "", {}, {}});
            continue;
        }
        Difference change{
            std::string(id),      Difference::Kind::changed,     ending(*probe),
            ending(*now->second), only_in(*probe, *now->second), only_in(*now->second, *probe)};
        const bool same_details = change.details_gone.empty() && change.details_new.empty();
        if (change.before != change.after || !same_details) {
            differences.push_back(std::move(change));
        }
    }
    for (const auto& [id, probe] : after) {
        if (before.contains(id)) continue;
        differences.push_back(
            {std::string(id), Difference::Kind::added, "", ending(*probe), {}, {}});
    }
    std::ranges::sort(differences, {}, &Difference::probe);
    return differences;
}

std::string in_words(std::span<const Difference> differences)
{
    if (differences.empty()) return "none\n";
    std::string words;
    for (const auto& difference : differences) {
        switch (difference.kind) {
            case Difference::Kind::added:
                words += "added    ";
                break;
            case Difference::Kind::removed:
                words += "removed  ";
                break;
            case Difference::Kind::changed:
                words += "changed  ";
                break;
        }
        words += one_line(difference.probe) + "  " + one_line(difference.before);
        if (difference.kind == Difference::Kind::changed) {
            words += difference.before == difference.after ? ", with other details"
                                                           : " -> " + one_line(difference.after);
        } else {
            words += one_line(difference.after);
        }
        words += "\n";
        for (const auto& detail : difference.details_gone) {
            words += "           - " + one_line(detail) + "\n";
        }
        for (const auto& detail : difference.details_new) {
            words += "           + " + one_line(detail) + "\n";
        }
    }
    return words;
}

}  // namespace conformance::report
