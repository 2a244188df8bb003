// The certificate chain and the private key that an operator names in the configuration.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "crypto/trust.h"

namespace gateway::crypto {

struct ServerIdentity {
    std::string chain_pem;  // the server's certificate first, then what certifies it
    std::string key_pem;
};

// Every error begins with the name of the file it is about.
[[nodiscard]] std::expected<ServerIdentity, std::string> read_identity(
    const std::filesystem::path& chain, const std::filesystem::path& key);

// All of them together.
[[nodiscard]] std::expected<TrustedRoots, std::string> read_roots(
    const std::vector<std::filesystem::path>& files);

}  // namespace gateway::crypto
