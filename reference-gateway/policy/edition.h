// One dated edition of a P2S policy: a file of vectors/policies, or a vendor's own in the same
// form.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/registry.h"
#include "policy/toml_file.h"

namespace gateway::policy {

struct IkeRow {
    Tuple tuple;
    std::string slug;
    unsigned line = 0;  // in the edition's file
};

// One row of [ipsec]: a Child SA, and the group of its rekey; 0: none.
struct IpsecRow {
    EspTuple tuple;
    std::uint16_t group = 0;
    unsigned line = 0;  // in the edition's file
};

struct Tunnel {
    std::vector<std::uint16_t> udp;
    std::vector<std::uint16_t> tcp;
    std::optional<std::string> floor;  // "TLS 1.2"
    std::optional<std::string> ceiling;
};

enum class PoolRule { halve, sstp25 };

// Between which tunnel types the address pool is split when all of them are enabled: two, or none.
struct PoolSplit {
    std::vector<std::string> between;
    PoolRule rule = PoolRule::halve;
};

struct Edition {
    std::string name;
    std::string file;
    std::string dated;  // as 2024-08-08
    std::vector<std::vector<std::string>> tunnel_sets;
    std::vector<IkeRow> ike_rows;
    std::vector<IpsecRow> ipsec_rows;
    std::vector<std::string> suites_1_2;
    std::vector<std::string> suites_1_3;
    std::map<std::string, Tunnel> tunnels;
    PoolSplit pool_split;

    [[nodiscard]] bool allows(std::string_view type) const;  // whether it stands in a set
};

// `named` is an edition's name or a path; a path is taken from `folder` when it is relative.
[[nodiscard]] std::filesystem::path edition_file(const std::string& named,
                                                 const std::filesystem::path& data,
                                                 const std::filesystem::path& folder);

[[nodiscard]] Edition read_edition(const TomlFile& file, const Registry& registry,
                                   const std::filesystem::path& data);

}  // namespace gateway::policy
