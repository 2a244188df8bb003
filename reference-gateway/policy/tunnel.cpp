#include "policy/tunnel.h"

#include <algorithm>
#include <array>

namespace gateway::policy {
namespace {

constexpr std::array tunnel_types{"IKEv2", "SSTP", "OpenVPN"};

std::vector<std::uint16_t> read_ports(TomlTable& tunnel, std::string_view key,
                                      const std::vector<std::uint16_t>& usual,
                                      const std::string& listed)
{
    std::vector<std::uint16_t> ports;
    for (const auto port : tunnel.numbers(key, 1, 65535)) {
        ports.push_back(static_cast<std::uint16_t>(port));
    }
    if (!std::ranges::is_permutation(ports, usual)) {
        tunnel.refuse(tunnel.line_of(key), "'" + std::string(key) + "' to be " + listed +
                                               "; a gateway's own ports stand in its [listen]");
    }
    return ports;
}

std::string read_version(TomlTable& tunnel, std::string_view key)
{
    constexpr std::array versions{"TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"};
    const Text text = tunnel.text(key);
    if (std::ranges::find(versions, text.value) == versions.end()) {
        tunnel.refuse(text.line,
                      "'" + std::string(key) + R"(' to be one of "TLS 1.0" to "TLS 1.3")");
    }
    return text.value;
}

void read_versions(Tunnel& read, TomlTable& tunnel, const Edition& edition)
{
    const std::string floor = read_version(tunnel, "floor");
    const std::string ceiling = read_version(tunnel, "ceiling");
    const unsigned line = tunnel.line_of("ceiling");
    if (ceiling < floor) tunnel.refuse(line, "a 'ceiling' that is not below the 'floor'");
    if (ceiling == "TLS 1.3" && edition.suites_1_3.empty()) {
        tunnel.refuse(line, "tls.suites_1_3 with a suite, since the 'ceiling' is TLS 1.3");
    }
    if (floor != "TLS 1.3" && edition.suites_1_2.empty()) {
        tunnel.refuse(tunnel.line_of("floor"), "tls.suites_1_2 with a suite, or TLS 1.3");
    }
    read.floor = floor;
    read.ceiling = ceiling;
}

Tunnel read_tunnel(TomlTable tunnel, std::string_view type, const Edition& edition)
{
    Tunnel read;
    if (type == "IKEv2") {
        read.udp = read_ports(tunnel, "udp", {500, 4500}, "[500, 4500]");
    } else {
        read.tcp = read_ports(tunnel, "tcp", {443}, "[443]");
        read_versions(read, tunnel, edition);
    }
    static_cast<void>(tunnel.number_or("sessions", 0, 0, 1'000'000));
    tunnel.finish();
    return read;
}

}  // namespace

bool is_tunnel_type(std::string_view name)
{
    return std::ranges::find(tunnel_types, name) != tunnel_types.end();
}

void read_tunnels(Edition& edition, TomlTable tunnels)
{
    for (const std::string type : tunnel_types) {
        const bool is_there = tunnels.has(type);
        if (edition.allows(type) != is_there) {
            tunnels.refuse(tunnels.line_of(type),
                           is_there ? "no [tunnel." + type + "], which stands in no set"
                                    : "a table [tunnel." + type + "], which stands in a set");
        }
        if (is_there) edition.tunnels[type] = read_tunnel(tunnels.table(type), type, edition);
    }
    tunnels.finish();
}

}  // namespace gateway::policy
