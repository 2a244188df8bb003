#include "policy/sku.h"

#include <algorithm>
#include <stdexcept>

namespace gateway::policy {
namespace {

constexpr std::uint32_t most_sessions = 1'000'000;

struct Sku {
    std::int64_t generation = 0;
    std::uint32_t sstp = 0;
    std::uint32_t ikev2_openvpn = 0;  // 0: neither is supported
};

struct Skus {
    std::string dated;
    std::vector<Sku> rows;  // of one name
};

std::uint32_t figure(TomlTable& table, std::string_view key, std::uint32_t low)
{
    return static_cast<std::uint32_t>(table.number(key, low, most_sessions));
}

Skus skus_named(const std::string& name, const std::filesystem::path& data)
{
    const TomlFile file{(data / "skus.toml").string()};
    TomlTable top = file.top();
    Skus skus{top.date("dated"), {}};
    for (TomlTable& row : top.tables("sku")) {
        if (row.text("name").value != name) continue;
        skus.rows.push_back({row.number("generation", 1, 99), figure(row, "sstp", 0),
                             figure(row, "ikev2_openvpn", 0)});
    }
    return skus;
}

bool contains(const std::vector<std::string>& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

Sku meant(TomlTable& top, const Text& name, const std::vector<Sku>& known)
{
    const std::int64_t generation = top.number_or("generation", 0, 1, 99);
    if (known.empty()) top.refuse(name.line, "'sku' to be a name of vectors/skus.toml");
    if (generation == 0 && known.size() > 1) {
        top.refuse(name.line, "'generation' beside 'sku', since " + name.value + " is in several");
    }
    if (generation == 0) return known.front();
    const auto found = std::ranges::find(known, generation, &Sku::generation);
    if (found == known.end()) {
        top.refuse(top.line_of("generation"), "a generation that has the SKU " + name.value);
    }
    return *found;
}

SessionLimits limits_of(const Sku& sku)
{
    SessionLimits limits;
    limits.sstp = sku.sstp;
    if (sku.ikev2_openvpn != 0) limits.ikev2_openvpn = sku.ikev2_openvpn;
    return limits;
}

SessionLimits read_limits(TomlTable limits)
{
    SessionLimits read;
    if (limits.has("sstp")) read.sstp = figure(limits, "sstp", 1);
    if (limits.has("ikev2_openvpn")) read.ikev2_openvpn = figure(limits, "ikev2_openvpn", 1);
    limits.finish();
    return read;
}

}  // namespace

// What the table denies a SKU, a later edition may have given it: the table speaks of its own time.
SessionLimits read_session_limits(TomlTable& top, const Edition& edition,
                                  const std::vector<std::string>& tunnel_types,
                                  const std::filesystem::path& data)
{
    const std::optional<Text> name = top.optional_text("sku");
    auto limits = top.optional_table("limits");
    if (!name) {
        if (top.has("generation")) {
            top.refuse(top.line_of("generation"), "'sku' beside 'generation'");
        }
        return limits ? read_limits(std::move(*limits)) : SessionLimits{};
    }
    if (limits) top.refuse(limits->line(), "no [limits] beside 'sku', which has its own");
    const Skus skus = skus_named(name->value, data);
    const Sku sku = meant(top, *name, skus.rows);
    const bool needs_places = contains(tunnel_types, "IKEv2") || contains(tunnel_types, "OpenVPN");
    if (sku.ikev2_openvpn == 0 && needs_places && edition.dated <= skus.dated) {
        top.refuse(name->line, "a SKU that has IKEv2 and OpenVPN, which " + name->value + " has not");
    }
    return limits_of(sku);
}

SessionLimits session_limits_of(const std::string& sku, const std::filesystem::path& data)
{
    const Skus skus = skus_named(sku, data);
    if (skus.rows.empty()) {
        throw std::runtime_error("'" + sku + "': expected a name of vectors/skus.toml");
    }
    return limits_of(skus.rows.front());
}

}  // namespace gateway::policy
