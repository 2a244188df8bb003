// The proposals of a client file: lists of IANA's names, with key lengths as in ENCR_AES_CBC-256.
#pragma once

#include "catalog/registries.h"
#include "catalog/toml_file.h"
#include "catalog/vpn_client.h"

namespace conformance::catalog {

enum class ProposalsFor { ike, esp };

// The key `proposals` of `table`. Throws Fault.
[[nodiscard]] std::vector<ClientProposal> read_client_proposals(TomlTable& table, ProposalsFor what,
                                                                const Registries& registries);

}  // namespace conformance::catalog
