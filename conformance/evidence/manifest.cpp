#include "evidence/manifest.h"

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace conformance::evidence {

namespace {

constexpr auto manifest_name = "manifest.json";

std::map<std::string, std::string> digests(const std::filesystem::path& run, const Digest& sha256)
{
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{run}) {
        if (!entry.is_regular_file()) { continue; }
        const auto name = std::filesystem::relative(entry.path(), run).generic_string();
        if (name != manifest_name) { found[name] = hex(sha256(read_file(entry.path()))); }
    }
    return found;
}

}  // namespace

Octets read_file(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    if (!in) { throw std::runtime_error{path.string() + ": cannot be read"}; }
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write_manifest(const std::filesystem::path& run, const Digest& sha256)
{
    const nlohmann::ordered_json manifest{{"schema", "sallyport-manifest-1"}, {"sha256", digests(run, sha256)}};
    std::ofstream out{run / manifest_name};
    out << manifest.dump(2) << "\n";
    if (!out.flush()) { throw std::runtime_error{(run / manifest_name).string() + ": cannot be written"}; }
}

std::optional<std::map<std::string, std::string>> read_manifest(View octets)
{
    const auto manifest = nlohmann::json::parse(octets.begin(), octets.end(), nullptr, false);
    if (!manifest.is_object() || !manifest.contains("sha256") || !manifest["sha256"].is_object()) { return std::nullopt; }
    std::map<std::string, std::string> digests;
    for (const auto& [name, digest] : manifest["sha256"].items()) {
        if (!digest.is_string()) { return std::nullopt; }
        digests[name] = digest.get<std::string>();
    }
    return digests;
}

std::vector<std::string> check_manifest(const std::filesystem::path& run, const Digest& sha256)
{
    const auto manifest = read_manifest(read_file(run / manifest_name));
    if (!manifest) { return {(run / manifest_name).string() + ": is not a manifest"}; }
    std::vector<std::string> faults;
    auto found = digests(run, sha256);
    for (const auto& [name, digest] : *manifest) {
        const auto present = found.find(name);
        if (present == found.end()) {
            faults.push_back(name + ": is missing");
            continue;
        }
        if (present->second != digest) { faults.push_back(name + ": is not the file that the run wrote"); }
        found.erase(present);
    }
    for (const auto& [name, digest] : found) {
        faults.push_back(name + ": was not written by the run");
    }
    return faults;
}

}  // namespace conformance::evidence
