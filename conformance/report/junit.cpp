// junit.xml, in the dialect that CI servers read: a suite per area, a case per probe named by its
// id. A fail is a <failure>, an inconclusive probe an <error>, one that does not apply is
// <skipped>.

#include <pugixml.hpp>
#include <sstream>

#include "report/overview.h"
#include "report/report.h"
#include "report/text.h"

namespace conformance::report {

namespace {

void put(pugi::xml_node node, const char* name, std::string_view value)
{
    node.append_attribute(name).set_value(visible(value).c_str());
}

void put(pugi::xml_node node, const char* name, std::uint64_t value)
{
    node.append_attribute(name).set_value(static_cast<unsigned long long>(value));
}

std::string decimal_seconds(double seconds)
{
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << std::fixed;
    text.precision(3);
    text << seconds;
    return text.str();
}

void put_totals(pugi::xml_node node, const Totals& totals)
{
    put(node, "tests", totals.judged());
    put(node, "failures", totals.fail);
    put(node, "errors", totals.inconclusive);
    put(node, "skipped", totals.not_applicable);
}

void line(std::string& text, std::string_view name, std::string_view value)
{
    if (!value.empty()) text += std::string(name) + ": " + std::string(value) + "\n";
}

std::string in_full(const Results& results, const ProbeResult& probe)
{
    std::string text = "\n";
    const auto* requirement = results.requirement(probe.requirement);
    line(text, "requirement", requirement ? requirement->text : "");
    line(text, "level", probe.level);
    line(text, "source", probe.source);
    line(text, "expected", probe.expected);
    line(text, "observed", probe.observed);
    for (const auto& detail : probe.details) {
        line(text, "namely", detail);
    }
    if (probe.intermittent) {
        line(text, "intermittent",
             std::to_string(probe.intermittent->failed) + " of " +
                 std::to_string(probe.intermittent->of));
    }
    std::string evidence = probe.evidence;
    if (!probe.frames.empty()) evidence += ", " + frames_in_words(probe.frames);
    line(text, "evidence", evidence);
    line(text, "look", probe.look);
    return text;
}

std::string advice(const ProbeResult& probe)
{
    std::string text;
    for (const auto& advisory : probe.advisories) {
        line(text, "advisory " + advisory.code, advisory.text + " (" + advisory.source + ")");
    }
    return text;
}

const char* element_of(Verdict verdict)
{
    switch (verdict) {
        case Verdict::pass:
            return nullptr;
        case Verdict::fail:
            return "failure";
        case Verdict::inconclusive:
            return "error";
        case Verdict::not_applicable:
            return "skipped";
    }
    return nullptr;
}

void add_case(pugi::xml_node suite, const Results& results, const ProbeResult& probe)
{
    auto node = suite.append_child("testcase");
    put(node, "name", probe.id);
    put(node, "classname", "sallyport." + probe.area);
    put(node, "time", decimal_seconds(probe.duration_ms / 1000));
    if (const auto* name = element_of(probe.verdict)) {
        auto ending = node.append_child(name);
        put(ending, "message",
            probe.code.empty() ? probe.observed : probe.code + ": " + probe.observed);
        if (probe.verdict != Verdict::not_applicable) {
            put(ending, "type", probe.code.empty() ? word(probe.verdict) : probe.code);
            ending.text().set(visible(in_full(results, probe)).c_str());
        }
    }
    if (!probe.advisories.empty()) {
        node.append_child("system-out").text().set(visible(advice(probe)).c_str());
    }
}

void add_property(pugi::xml_node properties, std::string_view name, std::string_view value)
{
    auto node = properties.append_child("property");
    put(node, "name", name);
    put(node, "value", value);
}

void add_properties(pugi::xml_node suite, const Results& results)
{
    auto properties = suite.append_child("properties");
    add_property(properties, "edition", results.policy.edition);
    add_property(properties, "seed", results.seed);
    add_property(properties, "tool", results.tool.name + " " + results.tool.version);
    add_property(properties, "commit", results.tool.commit);
    add_property(properties, "target", results.target.host);
    add_property(properties, "complete", results.complete ? "true" : "false");
}

}  // namespace

std::string junit(const nlohmann::json& document)
{
    const auto results = read(document);
    pugi::xml_document xml;
    auto root = xml.append_child("testsuites");
    put(root, "name", results.tool.name);
    put_totals(root, results.summary);
    put(root, "time", decimal_seconds(results.duration_s));
    for (const auto& area : results.areas()) {
        auto suite = root.append_child("testsuite");
        put(suite, "name", area);
        put_totals(suite, totals_of(results, area));
        put(suite, "timestamp", results.started);
        put(suite, "hostname", results.target.host);
        double took = 0;
        add_properties(suite, results);
        for (const auto& probe : results.probes) {
            if (probe.area != area) continue;
            took += probe.duration_ms / 1000;
            add_case(suite, results, probe);
        }
        put(suite, "time", decimal_seconds(took));
    }
    std::ostringstream text;
    xml.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
    return text.str();
}

}  // namespace conformance::report
