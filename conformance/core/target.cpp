#include "core/target.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "catalog/toml_file.h"
#include "core/client_proof.h"

namespace conformance {

namespace {

using catalog::TomlTable;

std::vector<std::string> read_tunnel_types(TomlTable& root)
{
    const auto types = root.strings("tunnel_types");
    for (const auto& type : types) {
        if (type != "IKEv2" && type != "SSTP" && type != "OpenVPN") {
            root.fault("tunnel_types", "only IKEv2, SSTP and OpenVPN, not '" + type + "'");
        }
        if (std::ranges::count(types, type) > 1) {
            root.fault("tunnel_types", "each type once, not '" + type + "' twice");
        }
    }
    if (types.empty()) { root.fault("tunnel_types", "at least one of IKEv2, SSTP, OpenVPN"); }
    return types;
}

Ports read_ports(TomlTable& root)
{
    Ports ports;
    if (auto table = root.optional_table("ports")) {
        const auto port = [&](std::string_view key, std::uint16_t usual) {
            return static_cast<std::uint16_t>(table->optional_integer(key, 1, 65'535).value_or(usual));
        };
        ports.ike = port("ike", ports.ike);
        ports.nat_t = port("nat_t", ports.nat_t);
        ports.tls = port("tls", ports.tls);
        if (ports.ike == ports.nat_t) {
            table->fault(table->has("nat_t") ? "nat_t" : "ike",
                         "two UDP ports, not " + std::to_string(ports.ike) + " for both 'ike' and 'nat_t'");
        }
        table->finish();
    }
    return ports;
}

// A claim's words, which mean something each and stand once.
std::string read_words(TomlTable& claims, std::string_view key, const std::vector<std::string>& known)
{
    const auto words = claims.optional_strings(key);
    std::string joined;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (std::ranges::find(known, words[i]) == known.end()) {
            std::string expected;
            for (const auto& word : known) {
                expected += (expected.empty() ? "" : ", ") + word;
            }
            claims.fault(key, i, "only " + expected + ", not '" + words[i] + "'");
        }
        if (std::ranges::count(words, words[i]) > 1) { claims.fault(key, i, "each word once, not '" + words[i] + "' twice"); }
        joined += (joined.empty() ? "" : ", ") + words[i];
    }
    return joined;
}

std::map<std::string, std::string> read_claims(TomlTable& root, std::map<std::string, unsigned>& lines)
{
    std::map<std::string, std::string> claims;
    auto table = root.optional_table("claims");
    if (!table) { return claims; }
    const auto mobike = table->optional_boolean("mobike", true) ? "true" : "false";
    if (table->has("mobike")) { claims["mobike"] = mobike; }
    const auto client_certificates = table->optional_boolean("client_certificates", true) ? "true" : "false";
    if (table->has("client_certificates")) { claims["client_certificates"] = client_certificates; }
    const auto fragmentation = table->optional_boolean("fragmentation", true) ? "true" : "false";
    if (table->has("fragmentation")) { claims["fragmentation"] = fragmentation; }
    const auto eap = read_words(*table, "eap", {"tls", "mschapv2", "peap"});
    if (table->has("eap")) { claims["eap"] = eap; }
    const auto certificates = read_words(*table, "server_certificates", {"rsa", "ecdsa"});
    if (table->has("server_certificates")) {
        if (certificates.empty()) { table->fault("server_certificates", "at least one of rsa, ecdsa"); }
        claims["server_certificates"] = certificates;
    }
    const auto clients = read_words(*table, "clients", table->optional_strings("clients"));  // those of vectors/clients: see check_target()
    if (table->has("clients")) {
        if (clients.empty()) { table->fault("clients", "at least one client, such as windows-11"); }
        claims["clients"] = clients;
        lines["claims.clients"] = table->line("clients");
    }
    table->finish();
    return claims;
}

// As a ClientHello can carry it: without a dot at its end.
bool is_dns_name(const std::string& text)
{
    constexpr std::size_t longest_name = 253, longest_label = 63;
    if (text.empty() || text.size() > longest_name) { return false; }
    std::size_t label = 0;
    for (const char c : text) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (c == '.' ? label == 0 : !is_letter) { return false; }
        label = c == '.' ? 0 : label + 1;
        if (label > longest_label) { return false; }
    }
    return label != 0;
}

bool is_network(const std::string& text)
{
    const auto slash = text.find('/');
    if (slash == std::string::npos) { return false; }
    in_addr address{};
    unsigned length = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, length);
    if (error != std::errc{} || stopped != end || length > 30) { return false; }
    if (::inet_pton(AF_INET, text.substr(0, slash).c_str(), &address) != 1) { return false; }
    return (ntohl(address.s_addr) & (0xffff'ffffU >> length)) == 0;
}

std::optional<std::string> read_address_pool(TomlTable& root)
{
    auto pool = root.optional_string("address_pool");
    if (pool && !is_network(*pool)) {
        root.fault("address_pool", "an IPv4 network of at most 30 bits without host bits, such as 172.16.201.0/24, not '" +
                                       *pool + "'");
    }
    return pool;
}

std::optional<std::string> read_inside_host(TomlTable& root)
{
    auto host = root.optional_string("inside_host");
    in_addr address{};
    if (host && ::inet_pton(AF_INET, host->c_str(), &address) != 1) {
        root.fault("inside_host", "an IPv4 address behind the gateway, such as 10.1.0.4, not '" + *host + "'");
    }
    return host;
}

// A certificate and its key: both, or neither.
std::optional<Client> read_pair(TomlTable& table, Target& target, const std::string& certificate_key, const std::string& key_key)
{
    const auto certificate = table.optional_string(certificate_key);
    const auto key = table.optional_string(key_key);
    if (certificate.has_value() != key.has_value()) {
        table.fault(certificate ? certificate_key : key_key, "'" + (certificate ? key_key : certificate_key) + "' beside it");
    }
    if (!certificate) { return std::nullopt; }
    target.lines["client." + certificate_key] = table.line(certificate_key);
    target.lines["client." + key_key] = table.line(key_key);
    return Client{*certificate, *key};
}

void read_identities(TomlTable& table, Target& target)
{
    target.issuer = read_pair(table, target, "issuer", "issuer_key");
    target.identities = table.optional_string("identities");
    if (!target.identities) { return; }
    if (target.issuer) { table.fault("identities", "no 'identities' beside 'issuer'"); }
    target.lines["client.identities"] = table.line("identities");
}

std::optional<Login> read_login(TomlTable& table, Target& target, bool name_alone)
{
    const auto user = table.optional_string("user");
    const auto file = table.optional_string("password_file");
    const auto variable = table.optional_string("password_env");
    const auto* named = file ? "password_file" : "password_env";
    if (file && variable) { table.fault("password_env", "no 'password_env' beside 'password_file'"); }
    if (user && !file && !variable && !name_alone) { table.fault("user", "'password_file' or 'password_env' beside it"); }
    if (!user && (file || variable)) { table.fault(named, "'user' beside it"); }
    if (!user) { return std::nullopt; }
    constexpr std::size_t longest_name = 256;
    if (user->empty() || user->size() > longest_name) { table.fault("user", "a name of 1 to 256 octets"); }
    if (file || variable) { target.lines[std::string{"client."} + named] = table.line(named); }
    return Login{*user, file.value_or(""), variable.value_or("")};
}

// Where the file does not say: a certificate signs, unless only EAP is claimed.
ClientProof usual_proof(const Target& target)
{
    const auto claim = [&](const char* key) {
        const auto found = target.claims.find(key);
        return found == target.claims.end() ? std::string{} : found->second;
    };
    const auto eap = claim("eap");
    const bool signs = claim("client_certificates") != "false";
    if (target.client && (signs || eap.empty())) { return ClientProof::certificate; }
    if (target.client && eap.find("tls") != std::string::npos) { return ClientProof::eap_tls; }
    const bool by_password = target.login && eap.find("mschapv2") != std::string::npos;
    return by_password ? ClientProof::eap_mschapv2 : ClientProof::certificate;
}

std::optional<ClientProof> read_proof(TomlTable& table)
{
    const auto word = table.optional_string("authentication");
    if (!word) { return std::nullopt; }
    for (const auto proof : {ClientProof::certificate, ClientProof::eap_tls, ClientProof::eap_mschapv2}) {
        if (*word == to_string(proof)) { return proof; }
    }
    table.fault("authentication", "certificate, eap-tls or eap-mschapv2, not '" + *word + "'");
}

// What a proof is made of stands beside it.
void check_proof(const TomlTable& table, const Target& target, ClientProof proof)
{
    const bool by_password = proof == ClientProof::eap_mschapv2;
    if (by_password && !target.login) { table.fault("authentication", "'user' beside it, and 'password_file' or 'password_env'"); }
    if (!by_password && !target.client) { table.fault("authentication", "'certificate' and 'key' beside it"); }
}

void read_client(TomlTable& root, Target& target)
{
    auto table = root.optional_table("client");
    if (!table) { return; }
    target.client = read_pair(*table, target, "certificate", "key");
    read_identities(*table, target);
    const auto proof = read_proof(*table);
    target.login = read_login(*table, target, proof == ClientProof::eap_tls);
    if (proof) { check_proof(*table, target, *proof); }
    target.client_proof = proof.value_or(usual_proof(target));
    table->finish();
}

void read_limits(TomlTable& root, Target& target)
{
    constexpr auto most = 1'000'000;
    auto limits = root.optional_table("limits");
    if (!limits) { return; }
    if (target.sku) { root.fault("limits", "no [limits] beside 'sku', which has its own"); }
    (void)limits->optional_integer("sstp", 1, most);
    if (const auto figure = limits->optional_integer("ikev2_openvpn", 1, most)) { target.sessions = static_cast<unsigned>(*figure); }
    limits->finish();
}

// The keys of later steps are read, so that a complete target file is accepted today, and their types are checked.
void read_later_keys(TomlTable& root)
{
    if (auto openvpn = root.optional_table("openvpn")) {
        (void)openvpn->optional_string("profile");
        openvpn->finish();
    }
}

// Multicast, or IPv4's broadcast.
bool is_of_many(const addrinfo& found)
{
    if (found.ai_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, found.ai_addr, sizeof v4);
        const auto number = ntohl(v4.sin_addr.s_addr);
        return IN_MULTICAST(number) || number == INADDR_BROADCAST;
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, found.ai_addr, sizeof v6);
    return IN6_IS_ADDR_MULTICAST(&v6.sin6_addr);
}

}  // namespace

bool Target::offers(const std::string& tunnel_type) const
{
    return std::ranges::find(tunnel_types, tunnel_type) != tunnel_types.end();
}

std::optional<std::vector<std::string>> Target::clients() const
{
    const auto claim = claims.find("clients");
    if (claim == claims.end()) { return std::nullopt; }
    std::vector<std::string> names;
    for (std::size_t at = 0; at < claim->second.size();) {
        const auto end = std::min(claim->second.find(", ", at), claim->second.size());
        names.push_back(claim->second.substr(at, end - at));
        at = end + 2;
    }
    return names;
}

bool Target::is_loopback() const { return address.starts_with("127.") || address == "::1"; }

Target read_target(const std::filesystem::path& path) { return read_target(catalog::TomlFile{path}); }

Target read_target(const catalog::TomlFile& file)
{
    auto root = file.root();
    Target target;
    target.file = root.file();
    target.host = root.string("host");
    if (target.host.empty()) { root.fault("host", "a name or an address"); }
    target.policy = root.string("policy");
    target.tunnel_types = read_tunnel_types(root);
    target.ports = read_ports(root);
    target.ports_only = root.optional_boolean("ports_only", false);
    target.sku = root.optional_string("sku");
    if (const auto generation = root.optional_integer("generation", 1, 2)) {
        target.generation = static_cast<unsigned>(*generation);
    }
    if (auto server = root.optional_table("server")) {
        target.server_name = server->optional_string("name").value_or("");
        if (server->has("name") && !is_dns_name(target.server_name)) {
            server->fault("name", "a DNS name of at most 253 octets, whose labels are 1 to 63 letters, digits, hyphens or underscores");
        }
        target.server_ca = server->optional_string("ca");
        target.lines["server.ca"] = server->line("ca");
        server->finish();
    }
    target.claims = read_claims(root, target.lines);
    target.address_pool = read_address_pool(root);
    target.inside_host = read_inside_host(root);
    read_client(root, target);
    read_limits(root, target);
    read_later_keys(root);
    for (const auto* key : {"policy", "tunnel_types", "sku", "generation"}) {
        target.lines[key] = root.line(key);
    }
    root.finish();
    return target;
}

void resolve(Target& target)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    const int error = ::getaddrinfo(target.host.c_str(), nullptr, &hints, &found);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned{found, ::freeaddrinfo};
    if (error != 0 || found == nullptr) {
        throw std::runtime_error{"cannot resolve '" + target.host + "': " + ::gai_strerror(error)};
    }
    if (is_of_many(*found)) {
        throw std::runtime_error{"'" + target.host + "' is the address of many hosts, not of one gateway"};
    }
    std::array<char, NI_MAXHOST> text{};
    ::getnameinfo(found->ai_addr, found->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
    target.address = text.data();
}

}  // namespace conformance
