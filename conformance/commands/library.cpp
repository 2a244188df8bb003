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

// The edition of that name, or the file at that path, which is relative to `beside` or to the current folder.
std::optional<std::string> policy_file(const std::string& name, const std::filesystem::path& beside, const Library& library)
{
    std::error_code ignored;
    const auto is_file = [&](const auto& path) { return std::filesystem::is_regular_file(path, ignored); };
    if (name.find('/') == std::string::npos && is_file(library.folder / "policies" / (name + ".toml"))) { return name; }
    for (const auto& path : {beside / name, std::filesystem::path{name}}) {
        if (is_file(path)) { return path.string(); }
    }
    return std::nullopt;
}

std::string no_policy(const std::string& name, const Library& library)
{
    return "expected " + catalog::edition_names(library.folder / "policies") + ", or the path of a policy file, not '" + name +
           "'";
}

}  // namespace

std::string file_sha256(const std::filesystem::path& path)
{
    return hex(crypto::sha256(evidence::read_file(path)));
}

Patience patience_for(const Target& target, bool counts_sessions)
{
    using namespace std::chrono_literals;
    if (target.is_loopback()) { return {{400ms, 800ms, 1600ms}, 150ms, 2s, counts_sessions}; }
    return {{1s, 2s, 4s}, 1s, 5s, counts_sessions};
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
    if (const auto file = policy_file(target.policy, std::filesystem::path{target.file}.parent_path(), library)) {
        return catalog::read_edition(*file, library.folder / "policies", library.registries);
    }
    throw catalog::Fault{target.file, target.lines.at("policy"), "'policy': " + no_policy(target.policy, library)};
}

catalog::Edition edition_named(const std::string& policy, const Library& library)
{
    if (const auto file = policy_file(policy, "", library)) {
        return catalog::read_edition(*file, library.folder / "policies", library.registries);
    }
    throw Misuse{"--policy: " + no_policy(policy, library)};
}

}  // namespace conformance::commands
