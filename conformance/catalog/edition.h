// A policy edition: what a gateway that claims it must accept, and must not. Read from vectors/policies/*.toml or from
// a vendor's own file of the same format. Numbers are IANA's; key lengths are in bits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/registries.h"
#include "catalog/toml_file.h"

namespace conformance::catalog {

// One IKE SA tuple. `integ` is 0 (NONE) for an AEAD.
struct IkeRow {
    std::uint16_t encr = 0;
    std::uint16_t key_length = 0;  // 0: no Key Length attribute
    std::uint16_t prf = 0;
    std::uint16_t integ = 0;
    std::uint16_t group = 0;

    auto operator<=>(const IkeRow&) const = default;
};

// One ESP tuple; `pfs` 0 is a rekey without a key exchange.
struct IpsecRow {
    std::uint16_t encr = 0;
    std::uint16_t key_length = 0;
    std::uint16_t integ = 0;
    std::uint16_t pfs = 0;

    auto operator<=>(const IpsecRow&) const = default;
};

enum class TlsVersion : std::uint16_t {
    ssl_3_0 = 0x0300,
    tls_1_0 = 0x0301,
    tls_1_1 = 0x0302,
    tls_1_2 = 0x0303,
    tls_1_3 = 0x0304,
};

[[nodiscard]] std::string to_string(TlsVersion version);  // "TLS 1.2"
[[nodiscard]] std::optional<TlsVersion> tls_version(std::string_view name);

struct Tunnel {
    std::vector<std::uint16_t> udp, tcp;  // default ports
    std::optional<TlsVersion> floor, ceiling;
    std::optional<std::uint32_t> sessions;
};

struct Edition {
    std::string name, title, source, dated, file;
    std::vector<std::vector<std::string>> tunnel_type_sets;
    std::vector<IkeRow> ike;
    std::vector<IpsecRow> ipsec;
    std::vector<std::uint16_t> suites_1_2, suites_1_3;
    std::map<std::string, Tunnel> tunnels;
    std::vector<std::string> pool_split_between;
    std::string pool_rule;
};

// `name` is an edition of `policies` or the path of a file. Throws Fault.
[[nodiscard]] Edition read_edition(const std::string& name, const std::filesystem::path& policies,
                                   const Registries& registries);
// Whatever the file is called; Edition::file stays empty.
[[nodiscard]] Edition read_edition(const TomlFile& file, const Registries& registries);

// "azure-2020-09, azure-2024-08, ...": the editions in a folder.
[[nodiscard]] std::string edition_names(const std::filesystem::path& policies);

// The word for a row in ids: cbc256-sha256-sha256-modp1024.
[[nodiscard]] std::string slug(const IkeRow& row, const Registries& registries);
// cbc256-sha256-modp2048, or -none where it has no group.
[[nodiscard]] std::string slug(const IpsecRow& row, const Registries& registries);

}  // namespace conformance::catalog
