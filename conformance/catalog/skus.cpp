#include "catalog/skus.h"

#include "catalog/toml_file.h"

namespace conformance::catalog {

namespace {

Sku sku(TomlTable& row)
{
    constexpr auto many = 1'000'000;
    Sku read;
    read.generation = static_cast<unsigned>(row.integer("generation", 1, 2));
    read.name = row.string("name");
    read.ikev2_openvpn = static_cast<unsigned>(row.integer("ikev2_openvpn", 0, many));
    for (const auto* key : {"s2s", "sstp", "throughput_mbps", "vms"}) {
        (void)row.integer(key, 0, many);
    }
    for (const auto* key : {"bgp", "zone_redundant"}) {
        (void)row.optional_boolean(key, false);
    }
    row.finish();
    return read;
}

}  // namespace

Skus read_skus(const std::filesystem::path& vectors)
{
    const TomlFile file{vectors / "skus.toml"};
    auto root = file.root();
    Skus skus;
    (void)root.string("source");
    skus.dated = root.date("dated");
    for (auto& row : root.tables("sku")) {
        skus.rows.push_back(sku(row));
    }
    root.finish();
    return skus;
}

}  // namespace conformance::catalog
