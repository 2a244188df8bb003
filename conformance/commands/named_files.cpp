#include "commands/named_files.h"

#include "catalog/fault.h"
#include "evidence/manifest.h"

namespace conformance::commands {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t longest_file = 1 << 24;  // a list of many thousands

}  // namespace

fs::path NamedFiles::path_of(const std::string& named) const
{
    return fs::path{target_.file}.parent_path() / named;
}

std::string NamedFiles::text_of(const std::string& key, const std::string& named,
                                const std::string& expected) const
{
    const auto path = path_of(named);
    if (!fs::is_regular_file(path) || fs::file_size(path) > longest_file) {
        refuse(key, expected + "; '" + path.string() + "' is not there, or has more than 16 MiB");
    }
    const auto octets = evidence::read_file(path);
    return {octets.begin(), octets.end()};
}

void NamedFiles::refuse(const std::string& key, const std::string& expected) const
{
    if (!list_.empty()) {
        throw catalog::Fault{list_, line_, "expected " + expected};
    }
    throw catalog::Fault{target_.file, target_.lines.at(key),
                         "'" + key + "': expected " + expected};
}

}  // namespace conformance::commands
