// The gateway's configuration file, in the same words as the target file of the prober.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/network.h"
#include "policy/authentication.h"
#include "policy/edition.h"
#include "policy/inside.h"
#include "policy/network.h"
#include "policy/sku.h"
#include "policy/upkeep.h"

namespace gateway::policy {

struct Server {
    std::filesystem::path certificate;  // the chain, the server's own certificate first
    std::filesystem::path key;
    std::optional<std::string> name;
};

struct Listen {
    std::string address = "0.0.0.0";
    std::uint16_t ike = 500;
    std::uint16_t nat_t = 4500;
    std::uint16_t tls = 443;
    // ESP that no UDP carries, by a raw socket; nothing: where the system allows it.
    std::optional<bool> plain_esp = {};
};

struct Configuration {
    Edition edition;
    std::vector<std::string> tunnel_types;
    std::optional<Server> server;
    Listen listen;
    std::optional<Authentication> authentication;
    SessionLimits session_limits;
    std::vector<Network> address_pool;
    std::vector<Network> routes;  // what lies behind the gateway; none: everything
    std::vector<Octets> dns;
    Inside inside;
    Upkeep upkeep;

    [[nodiscard]] bool offers(std::string_view tunnel_type) const;
};

// Throws FileError, or std::runtime_error where a file is missing.
[[nodiscard]] Configuration read_configuration(const std::string& path,
                                               const std::filesystem::path& data);
[[nodiscard]] Configuration read_configuration(const TomlFile& file,
                                               const std::filesystem::path& folder,
                                               const std::filesystem::path& data);
// The rest of a file whose edition has been found.
[[nodiscard]] Configuration read_configuration(TomlTable top, Edition edition,
                                               const std::filesystem::path& folder,
                                               const std::filesystem::path& data);

}  // namespace gateway::policy
