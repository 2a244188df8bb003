// Many clients: minted below the issuer of a target file, or read from a list.
#pragma once

#include "commands/client_credentials.h"
#include "crypto/issuer.h"

namespace conformance::commands {

struct IdentityFiles {
    std::optional<crypto::Issuer> issuer;
    std::vector<Octets> issuers;  // what a minted client shows behind its own certificate: the
                                  // issuer's, unless it is a root
    std::vector<ClientFiles> listed;
    std::vector<std::filesystem::path> paths;

    // As many as anybody wants, where there is an issuer.
    [[nodiscard]] std::size_t count() const;
};

// Nothing where the target file names none. Throws catalog::Fault where something is not as it
// should be.
[[nodiscard]] std::optional<IdentityFiles> read_identity_files(const Target& target);

// `today` as 2026-11-22T02:29:22Z. `purpose` is of what they sign with.
[[nodiscard]] std::unique_ptr<Identities> live_identities(const IdentityFiles& files, Octets seed,
                                                          std::string today, std::string purpose);

}  // namespace conformance::commands
