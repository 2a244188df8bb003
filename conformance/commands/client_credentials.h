// The client's certificate and key of a target file; and, in a replay, what they once signed.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "commands/named_files.h"
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
// The same for any such pair, which stands under these keys of the target file, or in a line of a list.
[[nodiscard]] ClientFiles read_client_files(const NamedFiles& files, const Client& client, const std::string& certificate_key,
                                            const std::string& key_key);

// The password of [client]. Nothing where it names none; throws catalog::Fault where it is not there, or is none.
[[nodiscard]] std::optional<std::string> read_password(const Target& target);
[[nodiscard]] std::unique_ptr<Credentials> live_login(std::string password);

[[nodiscard]] std::unique_ptr<Credentials> live_credentials(const ClientFiles& files, std::unique_ptr<Random> random);

// What a run's client, and its many identities, signed: nothing of them but that. They throw transport::Disagreement where something
// else is to be signed, or somebody else is wanted, than once was. No client where there are no certificates of one; as many
// identities as the run could have had, or none; and a login where it had one.
[[nodiscard]] Secrets kept_secrets(std::vector<Octets> certificates, std::size_t identities, bool has_login, std::vector<Signature> kept);

}  // namespace conformance::commands
