// What the policy edition says about a plain TLS listener, which is that of SSTP.
#pragma once

#include "catalog/edition.h"
#include "core/target.h"
#include "peers/tls/offer.h"

namespace conformance::probes::tls {

using peers::tls::Suites;

// From the lowest to the highest version the edition allows.
[[nodiscard]] std::vector<std::uint16_t> allowed_versions(const catalog::Edition& edition);
[[nodiscard]] bool is_allowed(const catalog::Edition& edition, std::uint16_t version);
// The edition's suites that can be selected at the version.
[[nodiscard]] Suites suites_at(std::uint16_t version, const catalog::Edition& edition,
                               const catalog::Registries& registries);

// RSA or ECDSA: what the server's certificate must hold for the suite; empty when the suite does
// not say.
[[nodiscard]] std::string key_needed_for(const catalog::CipherSuite& suite);
// Whether the target says which certificates it has, and this kind is not among them.
[[nodiscard]] bool disclaims_key(const Target& target, const std::string& key);
[[nodiscard]] bool claims_key(const Target& target, const std::string& key);

}  // namespace conformance::probes::tls
