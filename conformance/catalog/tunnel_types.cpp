#include "catalog/tunnel_types.h"

#include <algorithm>
#include <array>
#include <utility>

namespace conformance::catalog {

namespace {

using Types = std::vector<std::string>;
using Ports = std::vector<std::uint16_t>;

constexpr std::array known_types{"IKEv2", "SSTP", "OpenVPN"};

// What is wrong with a list of tunnel types, or nothing.
std::string fault_of(const Types& types)
{
    for (const auto& type : types) {
        if (std::ranges::find(known_types, type) == known_types.end()) {
            return "only IKEv2, SSTP and OpenVPN, not '" + type + "'";
        }
        if (std::ranges::count(types, type) > 1) {
            return "each type once, not '" + type + "' twice";
        }
    }
    return "";
}

std::vector<Types> read_sets(TomlTable& table)
{
    const auto sets = table.string_lists("sets");
    if (sets.empty()) {
        table.fault("sets", "at least one set of tunnel types");
    }
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const auto fault = sets[i].empty() ? "at least one type in a set" : fault_of(sets[i]);
        if (!fault.empty()) {
            table.fault("sets", i, fault);
        }
        for (std::size_t earlier = 0; earlier < i; ++earlier) {
            if (std::ranges::is_permutation(sets[earlier], sets[i])) {
                table.fault("sets", i, "each set once");
            }
        }
    }
    table.finish();
    return sets;
}

bool is_in_a_set(const Edition& edition, const std::string& type)
{
    return std::ranges::any_of(edition.tunnel_type_sets, [&](const Types& set) {
        return std::ranges::find(set, type) != set.end();
    });
}

bool belongs(const CipherSuite& suite, TlsVersion version)
{
    return !suite.signalling && (suite.max_version >= std::to_underlying(TlsVersion::tls_1_3)) ==
                                    (version == TlsVersion::tls_1_3);
}

std::vector<std::uint16_t> suites(TomlTable& tls, std::string_view key, TlsVersion version,
                                  const Registries& registries)
{
    std::vector<std::uint16_t> numbers;
    for (const auto& name : tls.optional_strings(key)) {
        const auto* suite = registries.suite(name);
        const auto index = numbers.size();
        if (suite == nullptr) {
            tls.fault(key, index, "IANA suite names; there is no '" + name + "'");
        }
        if (!belongs(*suite, version)) {
            const auto* words = version == TlsVersion::tls_1_3 ? "" : " or of an earlier version";
            tls.fault(key, index,
                      "suites of " + to_string(version) + words + ", not '" + name + "'");
        }
        if (std::ranges::find(numbers, suite->number) != numbers.end()) {
            tls.fault(key, index, "each suite once, not '" + name + "' twice");
        }
        numbers.push_back(suite->number);
    }
    return numbers;
}

TlsVersion version(TomlTable& table, std::string_view key)
{
    const auto found = tls_version(table.string(key));
    if (!found) {
        table.fault(key, "one of SSL 3.0, TLS 1.0, TLS 1.1, TLS 1.2, TLS 1.3");
    }
    return *found;
}

void read_versions(Tunnel& tunnel, TomlTable& table, const Edition& edition)
{
    tunnel.floor = version(table, "floor");
    tunnel.ceiling = version(table, "ceiling");
    if (*tunnel.ceiling < *tunnel.floor) {
        table.fault("ceiling", "no version below the floor, " + to_string(*tunnel.floor));
    }
    if (*tunnel.floor < TlsVersion::tls_1_3 && edition.suites_1_2.empty()) {
        table.fault("floor", "suites in tls.suites_1_2, or TLS 1.3");
    }
    if (*tunnel.ceiling == TlsVersion::tls_1_3 && edition.suites_1_3.empty()) {
        table.fault("ceiling", "suites in tls.suites_1_3, or an earlier version");
    }
}

// The ports at which a tunnel type is probed; a gateway that has others says so in its target file.
void read_ports(Ports& ports, TomlTable& table, std::string_view key, const Ports& probed,
                const std::string& listed)
{
    for (const auto port : table.integers(key, 1, 65'535)) {
        ports.push_back(static_cast<std::uint16_t>(port));
    }
    if (!std::ranges::is_permutation(ports, probed)) {
        table.fault(key,
                    listed + "; where a gateway has others, the target file's [ports] says so");
    }
}

Tunnel read_tunnel(TomlTable& table, const std::string& type, const Edition& edition)
{
    Tunnel tunnel;
    if (type == "IKEv2") {
        read_ports(tunnel.udp, table, "udp", {500, 4500}, "[500, 4500]");
    } else {
        read_ports(tunnel.tcp, table, "tcp", {443}, "[443]");
        read_versions(tunnel, table, edition);
    }
    if (const auto sessions = table.optional_integer("sessions", 0, 1'000'000)) {
        tunnel.sessions = static_cast<std::uint32_t>(*sessions);
    }
    table.finish();
    return tunnel;
}

void read_tunnels(Edition& edition, TomlTable& root)
{
    auto tunnels = root.table("tunnel");
    for (const std::string type : known_types) {
        auto table = tunnels.optional_table(type);
        if (is_in_a_set(edition, type) != table.has_value()) {
            tunnels.fault(type, table ? "only tunnel types that stand in tunnel_types.sets"
                                      : "a table of this type, which stands in tunnel_types.sets");
        }
        if (table) {
            edition.tunnels[type] = read_tunnel(*table, type, edition);
        }
    }
    tunnels.finish();
}

void read_pool(Edition& edition, TomlTable& pool)
{
    edition.pool_split_between = pool.strings("split_between");
    if (const auto fault = fault_of(edition.pool_split_between); !fault.empty()) {
        pool.fault("split_between", fault);
    }
    edition.pool_rule = pool.string("rule");
    if (edition.pool_rule != "halve" && edition.pool_rule != "sstp25") {
        pool.fault("rule", "\"halve\" or \"sstp25\"");
    }
    pool.finish();
}

}  // namespace

void read_tunnel_types(Edition& edition, TomlTable& root, const Registries& registries)
{
    auto types = root.table("tunnel_types");
    edition.tunnel_type_sets = read_sets(types);
    if (is_in_a_set(edition, "IKEv2") && edition.ike.empty()) {
        types.fault("sets", "no IKEv2, or rows in a table [ike]");
    }
    if (auto tls = root.optional_table("tls")) {
        edition.suites_1_2 = suites(*tls, "suites_1_2", TlsVersion::tls_1_2, registries);
        edition.suites_1_3 = suites(*tls, "suites_1_3", TlsVersion::tls_1_3, registries);
        tls->finish();
    }
    read_tunnels(edition, root);
    if (auto pool = root.optional_table("pool")) {
        read_pool(edition, *pool);
    }
}

}  // namespace conformance::catalog
