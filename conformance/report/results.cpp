#include "report/results.h"

#include <algorithm>
#include <array>
#include <set>

#include "report/field.h"

namespace conformance::report {

namespace {

constexpr std::array<std::string_view, 4> verdicts{"pass", "fail", "inconclusive",
                                                   "not_applicable"};
constexpr std::array<std::string_view, 5> statuses{"tested", "not_judged", "untested",
                                                   "not_selected", "waived"};
constexpr std::array<std::string_view, 3> directions{"sent", "received", "event"};

template <typename Read>
auto each(const Field& list, Read read_one)
{
    std::vector<decltype(read_one(list))> all;
    for (const auto& item : list.items()) {
        all.push_back(read_one(item));
    }
    return all;
}

Verdict read_verdict(const Field& field)
{
    return static_cast<Verdict>(field.choice(verdicts));
}

Advisory read_advisory(const Field& field)
{
    return {field["code"].text(), field["text"].text(), field["source"].text()};
}

Step read_step(const Field& field)
{
    Step step;
    if (!field["frame"].is_null()) step.frame = field["frame"].number();
    step.direction = static_cast<Direction>(field["direction"].choice(directions));
    step.time_ms = field["time_ms"].figure();
    step.summary = field["summary"].text();
    step.details = field["details"].texts();
    return step;
}

ProbeResult read_probe(const Field& field)
{
    ProbeResult probe;
    probe.id = field["id"].text();
    probe.requirement = field["requirement"].text();
    probe.area = field["area"].text();
    probe.level = field["level"].text();
    probe.title = field["title"].text();
    probe.source = field["source"].text();
    probe.verdict = read_verdict(field["verdict"]);
    probe.code = field["code"].text();
    probe.expected = field["expected"].text();
    probe.observed = field["observed"].text();
    probe.advisories = each(field["advisories"], read_advisory);
    if (const auto again = field["intermittent"]; !again.is_null()) {
        probe.intermittent = Intermittent{again["failed"].number(), again["of"].number()};
    }
    probe.frames = each(field["frames"], [](const Field& frame) { return frame.number(); });
    probe.evidence = field["evidence"].text();
    probe.look = field["look"].text();
    probe.duration_ms = field["duration_ms"].figure();
    probe.exchange = each(field["exchange"], read_step);
    probe.details = field["details"].texts();
    return probe;
}

RequirementResult read_requirement(const Field& field)
{
    RequirementResult requirement;
    requirement.id = field["id"].text();
    requirement.level = field["level"].text();
    requirement.area = field["area"].text();
    requirement.text = field["text"].text();
    requirement.source = field["source"].text();
    requirement.status = static_cast<Status>(field["status"].choice(statuses));
    if (!field["verdict"].is_null()) requirement.verdict = read_verdict(field["verdict"]);
    requirement.reason = field["reason"].text();
    // Older files call every requirement tested that was selected.
    const bool judged =
        requirement.verdict == Verdict::pass || requirement.verdict == Verdict::fail;
    if (requirement.status == Status::tested && !judged) requirement.status = Status::not_judged;
    return requirement;
}

Target read_target(const Field& field)
{
    Target target;
    target.path = field["path"].text();
    if (const auto name = field.find("name")) target.name = name->text();
    if (const auto sku = field.find("sku")) target.sku = sku->text();
    target.host = field["host"].text();
    target.addresses = field["addresses"].texts();
    target.tunnel_types = field["tunnel_types"].texts();
    target.ike_port = field["ports"]["ike"].number();
    target.nat_t_port = field["ports"]["nat_t"].number();
    target.tls_port = field["ports"]["tls"].number();
    const auto claims = field["claims"];
    if (!claims.raw().is_object()) claims.expected("an object");
    for (const auto& [name, value] : claims.raw().items()) {
        target.claims.push_back(
            name + " = " + value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    }
    target.sha256 = field["sha256"].text();
    return target;
}

// A requirement and a probe stand in the document once; every probe's requirement stands there;
// the summary is the sum.
void check_whole(const Results& results, const Field& document)
{
    std::set<std::string_view> requirements;
    for (const auto& requirement : results.requirements) {
        if (!requirements.insert(requirement.id).second) {
            document["requirements"].expected("each id once, not twice " + requirement.id);
        }
    }
    std::set<std::string_view> probes;
    Totals totals;
    for (const auto& probe : results.probes) {
        if (!probes.insert(probe.id).second) {
            document["probes"].expected("each id once, not twice " + probe.id);
        }
        if (!requirements.contains(probe.requirement)) {
            document["requirements"].expected("a row " + probe.requirement + ", which probe " +
                                              probe.id + " names");
        }
        totals.count(probe);
    }
    if (totals != results.summary) document["summary"].expected("the totals of probes[]");
}

}  // namespace

Results read(const nlohmann::json& document)
{
    const Field root{document, ""};
    const std::array<std::string_view, 1> schemas{"urn:sallyport:results:1"};
    static_cast<void>(root["schema"].choice(schemas));

    Results results;
    const auto tool = root["tool"];
    results.tool = {tool["name"].text(), tool["version"].text(), tool["commit"].text(),
                    tool["sha256"].text()};
    results.target = read_target(root["target"]);
    const auto policy = root["policy"];
    results.policy = {policy["edition"].text(), policy["title"].text(), policy["source"].text(),
                      policy["sha256"].text()};
    results.catalog_sha256 = root["catalog_sha256"].text();
    results.seed = root["seed"].text();
    results.selection = root["selection"].texts();
    results.started = root["started"].text();
    results.duration_s = root["duration_s"].figure();
    results.complete = root["complete"].truth();
    results.strict = root["strict"].truth();
    const auto summary = root["summary"];
    results.summary = {summary["pass"].number(), summary["fail"].number(),
                       summary["inconclusive"].number(), summary["not_applicable"].number(),
                       summary["advisories"].number()};
    results.measurements = each(root["measurements"], [](const Field& field) {
        return Measurement{field["name"].text(), field["value"].figure(), field["unit"].text(),
                           field["text"].text()};
    });
    results.probes = each(root["probes"], read_probe);
    results.requirements = each(root["requirements"], read_requirement);
    check_whole(results, root);
    return results;
}

const RequirementResult* Results::requirement(std::string_view id) const
{
    const auto found = std::ranges::find(requirements, id, &RequirementResult::id);
    return found == requirements.end() ? nullptr : &*found;
}

std::vector<std::string> Results::areas() const
{
    std::vector<std::string> areas;
    for (const auto& probe : probes) {
        if (std::ranges::find(areas, probe.area) == areas.end()) areas.push_back(probe.area);
    }
    return areas;
}

void Totals::count(const ProbeResult& probe)
{
    switch (probe.verdict) {
        case Verdict::pass:
            ++pass;
            break;
        case Verdict::fail:
            ++fail;
            break;
        case Verdict::inconclusive:
            ++inconclusive;
            break;
        case Verdict::not_applicable:
            ++not_applicable;
            break;
    }
    advisories += probe.advisories.size();
}

std::uint64_t Totals::of(Verdict verdict) const
{
    switch (verdict) {
        case Verdict::pass:
            return pass;
        case Verdict::fail:
            return fail;
        case Verdict::inconclusive:
            return inconclusive;
        case Verdict::not_applicable:
            return not_applicable;
    }
    return 0;
}

std::string_view word(Verdict verdict)
{
    return verdicts.at(static_cast<std::size_t>(verdict));
}

std::string_view spoken(Verdict verdict)
{
    return verdict == Verdict::not_applicable ? "not applicable" : word(verdict);
}

std::string_view spoken(Status status)
{
    switch (status) {
        case Status::tested:
            return "judged";
        case Status::not_judged:
            return "not judged";
        case Status::not_selected:
            return "not selected";
        default:
            return statuses.at(static_cast<std::size_t>(status));
    }
}

}  // namespace conformance::report
