// The gateway SKUs of vectors/skus.toml: names, which only the generation makes unique, and what
// each supports.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace conformance::catalog {

struct Sku {
    unsigned generation = 0;
    std::string name;
    unsigned ikev2_openvpn = 0;  // connections of both together; 0: neither is supported
};

struct Skus {
    std::string dated;  // as 2024-08-08
    std::vector<Sku> rows;
};

// Throws Fault.
[[nodiscard]] Skus read_skus(const std::filesystem::path& vectors);

}  // namespace conformance::catalog
