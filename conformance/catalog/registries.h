// The IANA registries of vectors/iana, the status the IETF gives to algorithms, and the clients that people use.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/vpn_client.h"

namespace conformance::catalog {

struct Transform {
    std::uint16_t number = 0;
    std::string name, slug;
    std::vector<std::uint16_t> key_lengths;  // bits; empty: no Key Length attribute
    bool aead = false;
    std::uint16_t octets = 0;  // groups: length of the Key Exchange Data, 0 when not fixed
};

struct CipherSuite {
    std::uint16_t number = 0;
    std::string name;
    std::uint16_t min_version = 0, max_version = 0;  // as on the wire, 0x0300 to 0x0304
    bool signalling = false;
};

struct Named {
    std::uint32_t number = 0;
    std::string name;
};

// One statement about an algorithm, e.g. SHOULD NOT by RFC 8247, Section 2.4.
struct AlgorithmStatus {
    std::string use;   // ike, esp, tls
    std::string type;  // encryption, prf, integrity, group, suite
    std::uint16_t number = 0;
    std::string level, source;
};

struct Registries {
    std::vector<Transform> encryption, prf, integrity, group;
    std::vector<CipherSuite> suites;
    std::vector<Named> notify_types, payload_types, exchange_types, tls_groups;
    std::vector<AlgorithmStatus> statuses;
    std::vector<VpnClient> clients;

    [[nodiscard]] const CipherSuite* suite(std::uint16_t number) const;
    [[nodiscard]] const CipherSuite* suite(std::string_view name) const;
    [[nodiscard]] const AlgorithmStatus* status(std::string_view use, std::string_view type,
                                                std::uint16_t number) const;
};

[[nodiscard]] const Transform* find(const std::vector<Transform>& transforms, std::uint16_t number);
[[nodiscard]] const Transform* find(const std::vector<Transform>& transforms, std::string_view name);
[[nodiscard]] std::string name_of(const std::vector<Named>& names, std::uint32_t number);

// `vectors` is the folder that holds iana/, clients/ and algorithm-status.toml. Throws Fault.
[[nodiscard]] Registries read_registries(const std::filesystem::path& vectors);

}  // namespace conformance::catalog
