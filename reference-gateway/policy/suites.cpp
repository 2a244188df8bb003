#include "policy/suites.h"

#include <algorithm>
#include <map>

namespace gateway::policy {
namespace {

// The suites that can be selected, each with the last version that has it: "TLS 1.3".
std::map<std::string, std::string> registered(const std::filesystem::path& data)
{
    const TomlFile file{(data / "iana/tls-cipher-suites.toml").string()};
    TomlTable top = file.top();
    std::map<std::string, std::string> suites;
    for (TomlTable& suite : top.tables("suites")) {
        if (suite.flag_or("signalling", false)) continue;
        suites[suite.text("name").value] = suite.text("max_version").value;
    }
    return suites;
}

}  // namespace

std::vector<std::string> read_suites(TomlTable& tls, std::string_view key,
                                     const std::filesystem::path& data)
{
    std::vector<std::string> suites;
    if (!tls.has(key)) return suites;
    const auto known = registered(data);
    const bool is_1_3 = key == "suites_1_3";
    for (const Text& suite : tls.texts(key)) {
        const auto found = known.find(suite.value);
        if (found == known.end()) {
            tls.refuse(suite.line, "IANA's name of a cipher suite; '" + suite.value +
                                       "' is not in tls-cipher-suites.toml");
        }
        if ((found->second == "TLS 1.3") != is_1_3) {
            tls.refuse(suite.line, "in '" + std::string(key) + "' no suite of another version; '" +
                                       suite.value + "' is of " + found->second);
        }
        if (std::ranges::find(suites, suite.value) != suites.end()) {
            tls.refuse(suite.line, "each suite once; '" + suite.value + "' stands above already");
        }
        suites.push_back(suite.value);
    }
    return suites;
}

}  // namespace gateway::policy
