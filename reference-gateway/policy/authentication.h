// The [authentication] table: which clients are let in.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/octets.h"
#include "policy/toml_file.h"

namespace gateway::policy {

enum class EapMethod { tls, mschapv2 };

struct Authentication {
    // Certificates that lead to one of these, in IKE or in EAP-TLS; none: no certificate does.
    std::vector<std::filesystem::path> client_roots;
    std::vector<Octets> revoked;  // thumbprints: SHA-1 of the certificate
    std::vector<EapMethod> eap;   // the first is proposed first
    std::filesystem::path users;  // of MSCHAPv2
    bool eap_only = false;        // RFC 5998: EAP-TLS is proof enough of the gateway too
};

[[nodiscard]] std::optional<Authentication> read_authentication(
    TomlTable& top, const std::filesystem::path& folder);

}  // namespace gateway::policy
