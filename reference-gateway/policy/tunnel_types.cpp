#include "policy/tunnel_types.h"

#include <algorithm>

#include "policy/tunnel.h"

namespace gateway::policy {
namespace {

using Set = std::vector<std::string>;

Set sorted(Set set)
{
    std::ranges::sort(set);
    return set;
}

bool contains(const Set& set, std::string_view type)
{
    return std::ranges::find(set, type) != set.end();
}

std::string listed(const std::vector<Set>& sets)
{
    std::string text;
    for (const Set& set : sets) {
        text += text.empty() ? "{" : ", {";
        for (std::size_t i = 0; i < set.size(); ++i) {
            text += (i == 0 ? "" : ", ") + set[i];
        }
        text += "}";
    }
    return text;
}

}  // namespace

std::vector<std::string> read_tunnel_types(TomlTable& top, const Edition& edition)
{
    const unsigned line = top.line_of("tunnel_types");
    Set types;
    for (const Text& type : top.texts("tunnel_types")) {
        if (!is_tunnel_type(type.value)) {
            top.refuse(type.line, R"("IKEv2", "SSTP" or "OpenVPN" in 'tunnel_types')");
        }
        types.push_back(type.value);
    }
    const bool allowed = std::ranges::any_of(
        edition.tunnel_sets, [&](const Set& set) { return sorted(set) == sorted(types); });
    if (!allowed) {
        top.refuse(line, "'tunnel_types' to be one of the sets of " + edition.name + ": " +
                             listed(edition.tunnel_sets));
    }
    if (contains(types, "OpenVPN")) {
        top.refuse(line, "'tunnel_types' without OpenVPN, which is not supported yet");
    }
    return types;
}

}  // namespace gateway::policy
