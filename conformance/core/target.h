// The target: a gateway's addresses, what it claims to be, and what the prober may use of it. Read from a TOML file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace conformance {

namespace catalog {
class TomlFile;
}

struct Ports {
    std::uint16_t ike = 500, nat_t = 4500, tls = 443;
};

// The client's certificate, with those of its issuers behind it, and its key: PEM files, beside the target file or absolute.
struct Client {
    std::string certificate, key;
};

// A user's name and password, which stands in a file or in a variable of the environment: never here. For EAP-TLS the name alone.
struct Login {
    std::string user, password_file, password_env;
};

// What opens the prober's own tunnels.
enum class ClientProof { certificate, eap_tls, eap_mschapv2 };

struct Target {
    std::string file;  // as named on the command line
    std::string host;  // as written: a name or an address
    std::string address;  // numeric, after resolution
    std::string policy;
    std::vector<std::string> tunnel_types;
    Ports ports;
    bool ports_only = false;      // claims that no other TCP port is open
    std::string server_name;      // the name the server certificate carries; empty: the host
    std::optional<std::string> server_ca;
    std::optional<Client> client;
    std::optional<Login> login;
    ClientProof client_proof = ClientProof::certificate;
    std::optional<Client> issuer;           // whose key makes certificates for many clients
    std::optional<std::string> identities;  // or a list of many
    std::optional<std::string> address_pool;  // an IPv4 network
    std::optional<std::string> inside_host;   // an IPv4 address that answers pings through the tunnel
    std::optional<std::string> sku;
    std::optional<unsigned> generation;
    std::optional<unsigned> sessions;  // of IKEv2 and OpenVPN together, at a time: [limits], or the SKU's
    std::map<std::string, std::string> claims;  // as written, for the report
    std::map<std::string, unsigned> lines;      // where the file has the words that are checked against other files

    [[nodiscard]] bool offers(const std::string& tunnel_type) const;
    // Whom it claims to serve, by the names of vectors/clients; nothing where it does not say.
    [[nodiscard]] std::optional<std::vector<std::string>> clients() const;
    [[nodiscard]] bool is_loopback() const;
};

// Throws catalog::Fault with file and line. The address is left empty.
[[nodiscard]] Target read_target(const std::filesystem::path& path);
[[nodiscard]] Target read_target(const catalog::TomlFile& file);

// Fills in the address. Throws std::runtime_error when the name does not resolve.
void resolve(Target& target);

}  // namespace conformance
