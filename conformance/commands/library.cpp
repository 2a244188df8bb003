#include <algorithm>

#include "catalog/fault.h"
#include "commands/settings.h"
#include "crypto/digest.h"
#include "evidence/manifest.h"

namespace conformance::commands {

namespace {

// Over the files' octets in the order of their names.
std::string folder_sha256(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() == ".toml") { files.push_back(entry.path()); }
    }
    std::ranges::sort(files);
    Octets all;
    for (const auto& file : files) {
        append(all, evidence::read_file(file));
    }
    return hex(crypto::sha256(all));
}

}  // namespace

std::string file_sha256(const std::filesystem::path& path)
{
    return hex(crypto::sha256(evidence::read_file(path)));
}

Patience patience_for(const Target& target)
{
    using namespace std::chrono_literals;
    if (target.is_loopback()) { return {{400ms, 800ms, 1600ms}, 300ms, 2s}; }
    return {{1s, 2s, 4s}, 1s, 5s};
}

Library read_library()
{
    Library library;
    library.folder = catalog::data_folder();
    library.registries = catalog::read_registries(library.folder);
    library.catalog = catalog::read_catalog(library.folder / "requirements");
    library.catalog_sha256 = folder_sha256(library.folder / "requirements");
    return library;
}

catalog::Edition edition_of(const Target& target, const Library& library)
{
    auto name = target.policy;
    const bool is_path = name.find('/') != std::string::npos || name.ends_with(".toml");
    if (is_path && std::filesystem::path{name}.is_relative()) {
        const auto beside = std::filesystem::path{target.file}.parent_path() / name;
        if (std::filesystem::exists(beside)) { name = beside.string(); }
    }
    if (!is_path && !std::filesystem::exists(library.folder / "policies" / (name + ".toml"))) {
        throw catalog::Fault{target.file, target.policy_line,
                             "'policy': expected " + catalog::edition_names(library.folder / "policies") +
                                 ", or the path of a policy file, not '" + name + "'"};
    }
    return catalog::read_edition(name, library.folder / "policies", library.registries);
}

}  // namespace conformance::commands
