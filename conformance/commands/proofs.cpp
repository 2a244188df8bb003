#include "commands/proofs.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace conformance::commands {

namespace {

// A mutant of one member of a family proves the family.
bool concerns(const std::string& broken, const std::string& requirement)
{
    return broken == requirement || broken.starts_with(requirement + "/");
}

}  // namespace

std::string proofs(const std::filesystem::path& data_folder, const std::string& requirement)
{
    const auto path = data_folder / ".." / "reports" / "baseline" / "catch-matrix.json";
    std::ifstream in{path};
    const auto matrix = nlohmann::json::parse(in, nullptr, false);
    if (matrix.is_discarded() || !matrix.contains("mutants")) {
        return "mutants that `sallyport-mutant --list` names (" + path.lexically_normal().string() + " cannot be read)";
    }
    std::string names;
    for (const auto& [name, row] : matrix.at("mutants").items()) {
        if (concerns(row.value("requirement", ""), requirement)) { names += (names.empty() ? "" : ", ") + name; }
    }
    return names.empty() ? "no mutant" : "mutants " + names;
}

}  // namespace conformance::commands
