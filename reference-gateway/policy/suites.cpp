#include "policy/suites.h"

#include <set>

namespace gateway::policy {
namespace {

std::set<std::string> registered(const std::filesystem::path& data)
{
    const TomlFile file{(data / "iana/tls-cipher-suites.toml").string()};
    TomlTable top = file.top();
    std::set<std::string> names;
    for (TomlTable& suite : top.tables("suites")) {
        names.insert(suite.text("name").value);
    }
    return names;
}

}  // namespace

std::vector<std::string> read_suites(TomlTable& tls, std::string_view key,
                                     const std::filesystem::path& data)
{
    std::vector<std::string> suites;
    if (!tls.has(key)) return suites;
    const std::set<std::string> known = registered(data);
    for (const Text& suite : tls.texts(key)) {
        if (!known.contains(suite.value)) {
            tls.refuse(suite.line, "IANA's name of a cipher suite; '" + suite.value +
                                       "' is not in tls-cipher-suites.toml");
        }
        suites.push_back(suite.value);
    }
    return suites;
}

}  // namespace gateway::policy
