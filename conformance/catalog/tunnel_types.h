// The parts of a policy file that speak of tunnel types: which may stand together, the ports and
// TLS versions of each, the cipher suites, and the address pool.
#pragma once

#include "catalog/edition.h"
#include "catalog/toml_file.h"

namespace conformance::catalog {

// Reads [tunnel_types], [tls], [tunnel] and [pool] of `root` into `edition`, whose IKE rows are
// read. Throws Fault.
void read_tunnel_types(Edition& edition, TomlTable& root, const Registries& registries);

}  // namespace conformance::catalog
