// The client's certificate and key of a target file; and, in a replay, what they once signed.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/credentials.h"
#include "core/target.h"
#include "crypto/signature.h"

namespace conformance::commands {

struct ClientFiles {
    std::vector<Octets> certificates;
    crypto::PrivateKey key;
    std::vector<std::filesystem::path> paths;
};

// Nothing where the target file names none. Throws catalog::Fault where they are not there, not what they should be, or of two people.
[[nodiscard]] std::optional<ClientFiles> read_client_files(const Target& target);

[[nodiscard]] std::unique_ptr<Credentials> live_credentials(const ClientFiles& files, std::unique_ptr<Random> random);
// Throws transport::Disagreement where something else is to be signed than once was.
[[nodiscard]] std::unique_ptr<Credentials> kept_credentials(std::vector<Octets> certificates, std::vector<Signature> kept);

}  // namespace conformance::commands
