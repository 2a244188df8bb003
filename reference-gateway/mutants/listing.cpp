#include "mutants/listing.h"

#include <fmt/format.h>

namespace gateway::mutants {
namespace {

// Names, ids and codes hold nothing that JSON would need to have escaped.
std::string quoted_list(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        text += fmt::format(R"({}"{}")", text.empty() ? "" : ", ", word);
    }
    return text;
}

}  // namespace

std::string as_table(const std::vector<Mutant>& mutants)
{
    std::string text;
    for (const Mutant& mutant : mutants) {
        text += fmt::format("{:<48} {:<6} {:<58} {}\n", mutant.name, mutant.area,
                            mutant.requirement, mutant.code);
    }
    return text;
}

std::string as_json(const std::vector<Mutant>& mutants)
{
    std::string text;
    for (const Mutant& mutant : mutants) {
        text += fmt::format(
            R"({}  {{"name": "{}", "requirement": "{}", "code": "{}", "area": "{}", "also": [{}], "policy": "{}"}})",
            text.empty() ? "" : ",\n", mutant.name, mutant.requirement, mutant.code, mutant.area,
            quoted_list(mutant.also), mutant.policy);
    }
    return "[\n" + text + "\n]\n";
}

}  // namespace gateway::mutants
