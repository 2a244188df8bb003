#include "catalog/requirement.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "catalog/toml_file.h"

namespace conformance::catalog {

namespace {

constexpr std::array<std::string_view, 6> levels{"MUST", "SHOULD", "MAY", "defined", "policy", "robustness"};

Requirement requirement(TomlTable& row)
{
    Requirement result;
    result.id = row.string("id");
    result.level = row.string("level");
    if (std::ranges::find(levels, result.level) == levels.end()) {
        row.fault("level", "one of MUST, SHOULD, MAY, defined, policy, robustness");
    }
    result.text = row.string("text");
    result.source = row.string("source");
    result.area = row.string("area");
    result.fact = row.optional_string("fact").value_or("");
    result.verified = row.optional_boolean("verified", false);
    result.each = row.optional_string("each").value_or("");
    result.untested = row.optional_string("untested").value_or("");
    row.finish();
    return result;
}

}  // namespace

const Requirement* Catalog::find(std::string_view id) const
{
    const Requirement* family = nullptr;
    for (const auto& one : requirements) {
        if (one.id == id) { return &one; }
        if (!one.each.empty() && id.starts_with(one.id) && id.size() > one.id.size() &&
            id[one.id.size()] == '/') {
            family = &one;
        }
    }
    return family;
}

Catalog read_catalog(const std::filesystem::path& folder)
{
    if (!std::filesystem::is_directory(folder)) {
        throw Fault{folder.string(), 0, "cannot be read; expected the folder of the catalog"};
    }
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() == ".toml") { files.push_back(entry.path()); }
    }
    std::ranges::sort(files);
    Catalog catalog;
    for (const auto& path : files) {
        const TomlFile file{path};
        auto root = file.root();
        for (auto& row : root.tables("requirement")) {
            auto next = requirement(row);
            if (std::ranges::find(catalog.requirements, next.id, &Requirement::id) !=
                catalog.requirements.end()) {
                row.fault("id", "an id of its own; " + next.id + " stands in the catalog already");
            }
            catalog.requirements.push_back(std::move(next));
        }
        root.finish();
    }
    return catalog;
}

std::filesystem::path data_folder()
{
    if (const char* named = std::getenv("SALLYPORT_DATA"); named != nullptr && *named != '\0') {
        const std::filesystem::path folder{named};
        return std::filesystem::is_directory(folder / "vectors") ? folder / "vectors" : folder;
    }
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const auto installed = program.parent_path().parent_path() / "share/sallyport/vectors";
    return std::filesystem::is_directory(installed, ignored) ? installed : SALLYPORT_SOURCE_DATA;
}

}  // namespace conformance::catalog
