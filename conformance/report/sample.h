// For the tests of this folder: results documents, and strings that mean harm.

#pragma once

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace conformance::report {

inline nlohmann::json sample(const std::string& name)
{
    std::ifstream file(std::string(SALLYPORT_SOURCE "/conformance/report/testdata/") + name);
    return nlohmann::json::parse(file);
}

// Octets of any kind between pieces that mean something to a browser, an XML reader, a terminal or
// a spreadsheet.
inline std::string hostile(std::mt19937& random)
{
    static const std::array<std::string, 18> pieces{"<script>alert(1)</script>",
                                                    "</style>",
                                                    "</title>",
                                                    "]]>",
                                                    "<!--",
                                                    "-->",
                                                    "\"",
                                                    "'",
                                                    "&",
                                                    "&#x202e;",
                                                    "\xe2\x80\xae",
                                                    "\xef\xbf\xbe",
                                                    "\x1b[2J",
                                                    std::string("\0", 1),
                                                    "\r\n",
                                                    "=cmd|' /C calc'!A0",
                                                    "`|](javascript:x)",
                                                    "\xed\xa0\x80"};
    std::string text;
    for (auto count = random() % 6; count > 0; --count) {
        text += pieces.at(random() % pieces.size());
        for (auto octets = random() % 4; octets > 0; --octets) {
            text += static_cast<char>(random() & 0xFF);
        }
    }
    return text;
}

// The example with every free text of it replaced; ids stay unique and fit each other.
inline nlohmann::json poisoned(std::mt19937& random)
{
    auto run = sample("example.json");
    const auto poison = [&](nlohmann::json& object, std::initializer_list<const char*> names) {
        for (const auto* name : names) {
            object[name] = hostile(random);
        }
    };
    poison(run["tool"], {"name", "version", "commit", "sha256"});
    poison(run["target"], {"path", "name", "sku", "host", "sha256"});
    poison(run["policy"], {"edition", "title", "source", "sha256"});
    poison(run, {"seed", "started", "catalog_sha256"});
    run["target"]["claims"] = {{hostile(random), hostile(random)}};
    run["target"]["addresses"] = {hostile(random), hostile(random)};
    run["selection"] = {hostile(random)};
    for (auto& measurement : run["measurements"]) {
        poison(measurement, {"name", "unit", "text"});
    }
    std::size_t number = 0;
    for (auto& probe : run["probes"]) {
        poison(probe,
               {"level", "title", "source", "code", "expected", "observed", "evidence", "look"});
        probe["id"] = hostile(random) + std::to_string(number++);
        probe["details"] = {hostile(random)};
        for (auto& advisory : probe["advisories"]) {
            poison(advisory, {"code", "text", "source"});
        }
        for (auto& step : probe["exchange"]) {
            poison(step, {"summary"});
            step["details"] = {hostile(random)};
        }
        if (random() % 4 == 0) probe["area"] = hostile(random);
    }
    for (auto& requirement : run["requirements"]) {
        poison(requirement, {"level", "area", "text", "source", "reason"});
    }
    return run;
}

}  // namespace conformance::report
