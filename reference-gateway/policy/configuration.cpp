#include "policy/configuration.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "policy/address_pool.h"
#include "policy/tunnel_types.h"

namespace gateway::policy {
namespace {

void refuse_what_is_not_built_yet(TomlTable& top)
{
    constexpr std::array later{"radius", "openvpn"};
    for (const char* key : later) {
        if (top.has(key)) {
            top.refuse(top.line_of(key), "no '" + std::string(key) +
                                             "': it is not supported yet, and nothing is ignored");
        }
    }
}

std::string read_address(TomlTable& listen)
{
    const std::optional<Text> text = listen.optional_text("address");
    if (!text) return Listen{}.address;
    std::array<unsigned char, sizeof(in6_addr)> binary{};
    if (inet_pton(AF_INET, text->value.c_str(), binary.data()) != 1 &&
        inet_pton(AF_INET6, text->value.c_str(), binary.data()) != 1) {
        listen.refuse(text->line, "'listen.address' to be an IPv4 or IPv6 address");
    }
    return text->value;
}

std::uint16_t read_port(TomlTable& listen, std::string_view key, std::uint16_t otherwise)
{
    return static_cast<std::uint16_t>(listen.number_or(key, otherwise, 1, 65535));
}

Listen read_listen(TomlTable listen)
{
    const Listen usual;
    Listen read;
    read.address = read_address(listen);
    read.ike = read_port(listen, "ike", usual.ike);
    read.nat_t = read_port(listen, "nat_t", usual.nat_t);
    read.tls = read_port(listen, "tls", usual.tls);
    if (listen.has("plain_esp")) read.plain_esp = listen.flag_or("plain_esp", true);
    if (read.ike == read.nat_t) {
        listen.refuse(listen.line(), "'listen.ike' and 'listen.nat_t' to be two different ports");
    }
    listen.finish();
    return read;
}

std::optional<Server> read_server(TomlTable& top, const std::filesystem::path& folder)
{
    std::optional<TomlTable> server = top.optional_table("server");
    if (!server) return std::nullopt;
    Server read{folder / server->text("certificate").value, folder / server->text("key").value, {}};
    if (const auto name = server->optional_text("name")) read.name = name->value;
    server->finish();
    return read;
}

std::vector<Network> read_routes(TomlTable& top)
{
    std::vector<Network> routes;
    if (!top.has("routes")) return routes;
    for (const Text& text : top.texts("routes")) {
        auto network = parse_network(text.value);
        if (!network) {
            top.refuse(text.line, "networks such as 10.1.0.0/16 or fd00:2::/64 in 'routes'");
        }
        routes.push_back(std::move(*network));
    }
    return routes;
}

std::vector<Octets> read_dns(TomlTable& top)
{
    std::vector<Octets> servers;
    if (!top.has("dns")) return servers;
    for (const Text& text : top.texts("dns")) {
        auto address = parse_address(text.value);
        if (!address) top.refuse(text.line, "IPv4 or IPv6 addresses in 'dns'");
        servers.push_back(std::move(*address));
    }
    return servers;
}

// Whoever lets clients in has to prove itself, and to give them addresses.
void check_authentication(TomlTable& top, const Configuration& configuration)
{
    if (!configuration.authentication) return;
    const unsigned line = top.line_of("authentication");
    if (!configuration.server) {
        top.refuse(line, "a table [server] with certificate and key beside [authentication]");
    }
    if (configuration.address_pool.empty()) {
        top.refuse(line, "an 'address_pool' beside [authentication]");
    }
}

bool has_ipv6(const std::vector<Network>& networks)
{
    return std::ranges::any_of(networks, [](const Network& network) {
        return family_of(network.address) == Family::ipv6;
    });
}

// An IPv6 address is of no use where no IPv6 goes on: RFC 8200, Section 5 asks a link for 1280 octets.
void check_ipv6(TomlTable& top, const Configuration& configuration)
{
    constexpr std::uint16_t smallest_mtu = 1280;
    if (!has_ipv6(configuration.address_pool)) return;
    if (!configuration.routes.empty() && !has_ipv6(configuration.routes)) {
        top.refuse(top.line_of("routes"),
                   "an IPv6 network in 'routes' beside that of 'address_pool'");
    }
    if (configuration.inside.mtu < smallest_mtu) {
        top.refuse(top.line_of("inside"),
                   "'inside.mtu' to be 1280 or more, since 'address_pool' has an IPv6 network");
    }
}

}  // namespace

bool Configuration::offers(std::string_view tunnel_type) const
{
    return std::ranges::find(tunnel_types, tunnel_type) != tunnel_types.end();
}

Configuration read_configuration(const TomlFile& file, const std::filesystem::path& folder,
                                 const std::filesystem::path& data)
{
    TomlTable top = file.top();
    const Text policy = top.text("policy");
    const auto policy_path = edition_file(policy.value, data, folder);
    if (!std::filesystem::is_regular_file(policy_path)) {
        top.refuse(policy.line, "an edition of vectors/policies or the path of a policy file; '" +
                                    policy_path.string() + "' is not there");
    }

    Edition edition = read_edition(TomlFile{policy_path.string()}, read_registry(data), data);
    return read_configuration(std::move(top), std::move(edition), folder, data);
}

Configuration read_configuration(TomlTable top, Edition edition,
                                 const std::filesystem::path& folder,
                                 const std::filesystem::path& data)
{
    refuse_what_is_not_built_yet(top);
    Configuration configuration;
    configuration.edition = std::move(edition);
    configuration.tunnel_types = read_tunnel_types(top, configuration.edition);
    configuration.server = read_server(top, folder);
    if (auto listen = top.optional_table("listen")) configuration.listen = read_listen(*listen);
    configuration.session_limits = read_session_limits(
        top, configuration.edition, configuration.tunnel_types, data);
    configuration.address_pool = read_address_pool(top);
    configuration.routes = read_routes(top);
    configuration.dns = read_dns(top);
    configuration.inside = read_inside(top);
    check_ipv6(top, configuration);
    configuration.upkeep = read_upkeep(top);
    configuration.authentication = read_authentication(top, folder);
    check_authentication(top, configuration);
    top.finish();
    if (configuration.offers("SSTP") && !configuration.server) {
        top.refuse(1, "a table [server] with certificate and key, since SSTP is enabled");
    }
    return configuration;
}

Configuration read_configuration(const std::string& path, const std::filesystem::path& data)
{
    const TomlFile file{path};
    return read_configuration(file, std::filesystem::path(path).parent_path(), data);
}

}  // namespace gateway::policy
