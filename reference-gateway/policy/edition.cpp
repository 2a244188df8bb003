#include "policy/edition.h"

#include <array>
#include <string_view>

#include "policy/ike_row.h"
#include "policy/suites.h"

namespace gateway::policy {
namespace {

std::vector<IkeRow> read_ike_rows(TomlTable& ike, const Registry& registry)
{
    std::vector<IkeRow> rows;
    for (TomlTable& row : ike.tables("rows")) {
        rows.push_back(read_ike_row(row, registry));
    }
    return rows;
}

std::vector<std::uint16_t> read_ports(TomlTable& tunnel, std::string_view key)
{
    std::vector<std::uint16_t> ports;
    if (!tunnel.has(key)) return ports;
    for (const auto port : tunnel.numbers(key, 1, 65535)) {
        ports.push_back(static_cast<std::uint16_t>(port));
    }
    return ports;
}

std::optional<std::string> read_version(TomlTable& tunnel, std::string_view key)
{
    constexpr std::array versions{"TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"};
    const std::optional<Text> text = tunnel.optional_text(key);
    if (!text) return std::nullopt;
    for (const std::string_view version : versions) {
        if (text->value == version) return text->value;
    }
    tunnel.refuse(text->line, "'" + std::string(key) + R"(' to be one of "TLS 1.0" to "TLS 1.3")");
}

Tunnel read_tunnel(TomlTable tunnel)
{
    Tunnel read{read_ports(tunnel, "udp"), read_ports(tunnel, "tcp"), read_version(tunnel, "floor"),
                read_version(tunnel, "ceiling")};
    static_cast<void>(tunnel.number_or("sessions", 0, 0, 1'000'000));
    tunnel.finish();
    return read;
}

std::vector<std::vector<std::string>> read_sets(TomlTable tunnel_types)
{
    std::vector<std::vector<std::string>> sets;
    for (const auto& list : tunnel_types.lists_of_texts("sets")) {
        auto& set = sets.emplace_back();
        for (const Text& type : list) {
            set.push_back(type.value);
        }
    }
    tunnel_types.finish();
    return sets;
}

void read_tls(Edition& edition, TomlTable tls, const std::filesystem::path& data)
{
    edition.suites_1_2 = read_suites(tls, "suites_1_2", data);
    edition.suites_1_3 = read_suites(tls, "suites_1_3", data);
    tls.finish();
}

}  // namespace

std::filesystem::path edition_file(const std::string& named, const std::filesystem::path& data,
                                   const std::filesystem::path& folder)
{
    const bool is_path = named.find('/') != std::string::npos || named.ends_with(".toml");
    return is_path ? folder / named : data / "policies" / (named + ".toml");
}

Edition read_edition(const TomlFile& file, const Registry& registry,
                     const std::filesystem::path& data)
{
    TomlTable top = file.top();
    Edition edition;
    edition.file = top.file();
    edition.name = top.text("edition").value;
    static_cast<void>(top.text("title"));
    static_cast<void>(top.text("source"));
    top.date("dated");
    edition.tunnel_sets = read_sets(top.table("tunnel_types"));
    if (auto ike = top.optional_table("ike")) {
        edition.ike_rows = read_ike_rows(*ike, registry);
        ike->finish();
    }
    if (auto tls = top.optional_table("tls")) read_tls(edition, *tls, data);
    if (auto tunnels = top.optional_table("tunnel")) {
        for (const std::string& type : tunnels->keys()) {
            edition.tunnels[type] = read_tunnel(tunnels->table(type));
        }
    }
    // Child SAs and address pools: the tunnels they describe are not part of this gateway yet.
    top.ignore("ipsec");
    top.ignore("pool");
    top.finish();
    return edition;
}

}  // namespace gateway::policy
