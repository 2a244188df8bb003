#include "catalog/registries.h"

#include <algorithm>
#include <array>
#include <utility>

#include "catalog/edition.h"
#include "catalog/toml_file.h"

namespace conformance::catalog {

namespace {

std::uint16_t number_of(TomlTable& row)
{
    return static_cast<std::uint16_t>(row.integer("number", 0, 65'535));
}

std::vector<Transform> transforms(TomlTable& root, std::string_view key)
{
    std::vector<Transform> result;
    for (auto& row : root.tables(key)) {
        Transform transform;
        transform.number = number_of(row);
        transform.name = row.string("name");
        transform.slug = row.string("slug");
        transform.aead = row.optional_boolean("aead", false);
        if (row.has("key_lengths")) {
            for (const auto bits : row.integers("key_lengths", 1, 65'535)) {
                transform.key_lengths.push_back(static_cast<std::uint16_t>(bits));
            }
        }
        transform.octets = static_cast<std::uint16_t>(row.optional_integer("octets", 0, 65'535).value_or(0));
        (void)row.optional_boolean("deprecated", false);
        row.finish();
        result.push_back(std::move(transform));
    }
    return result;
}

void skip_heading(TomlTable& root)
{
    (void)root.string("registry");
    (void)root.string("source");
    (void)root.date("dated");
}

std::uint16_t version_of(TomlTable& row, std::string_view key)
{
    const auto version = tls_version(row.string(key));
    if (!version) { row.fault(key, "a version such as \"TLS 1.2\""); }
    return std::to_underlying(*version);
}

std::vector<CipherSuite> read_suites(const std::filesystem::path& path)
{
    const TomlFile file{path};
    auto root = file.root();
    skip_heading(root);
    std::vector<CipherSuite> suites;
    for (auto& row : root.tables("suites")) {
        CipherSuite suite;
        suite.number = number_of(row);
        suite.name = row.string("name");
        suite.signalling = row.optional_boolean("signalling", false);
        (void)row.optional_boolean("recommended", false);
        suite.min_version = version_of(row, "min_version");
        suite.max_version = version_of(row, "max_version");
        row.finish();
        suites.push_back(std::move(suite));
    }
    return suites;
}

void read_transforms(Registries& registries, const std::filesystem::path& path)
{
    const TomlFile file{path};
    auto root = file.root();
    skip_heading(root);
    registries.encryption = transforms(root, "encryption");
    registries.prf = transforms(root, "prf");
    registries.integrity = transforms(root, "integrity");
    registries.group = transforms(root, "group");
    (void)transforms(root, "esn");
    root.finish();
}

// Registries whose other columns nobody reads here.
std::vector<Named> read_names(const std::filesystem::path& path,
                              std::initializer_list<std::string_view> keys)
{
    const TomlFile file{path};
    auto root = file.root();
    std::vector<Named> names;
    for (const auto key : keys) {
        for (auto& row : root.tables(key)) {
            names.push_back({number_of(row), row.string("name")});
        }
    }
    return names;
}

AlgorithmStatus status_of(TomlTable& row, std::string_view use, std::string_view type, std::uint16_t number)
{
    AlgorithmStatus status{std::string{use}, std::string{type}, number, row.string("level"),
                           row.string("source")};
    row.finish();
    return status;
}

void read_statuses(Registries& registries, const std::filesystem::path& path)
{
    const TomlFile file{path};
    auto root = file.root();
    for (const auto* use : {"ike", "esp"}) {
        for (auto& row : root.tables(use)) {
            const auto type = row.string("type");
            registries.statuses.push_back(status_of(row, use, type, number_of(row)));
        }
    }
    for (auto& row : root.tables("tls_suites")) {
        const auto* suite = registries.suite(row.string("name"));
        if (suite == nullptr) { row.fault("name", "a suite of the IANA registry"); }
        registries.statuses.push_back(status_of(row, "tls", "suite", suite->number));
    }
}

}  // namespace

const Transform* find(const std::vector<Transform>& transforms, std::uint16_t number)
{
    const auto found = std::ranges::find(transforms, number, &Transform::number);
    return found == transforms.end() ? nullptr : &*found;
}

const Transform* find(const std::vector<Transform>& transforms, std::string_view name)
{
    const auto found = std::ranges::find(transforms, name, &Transform::name);
    return found == transforms.end() ? nullptr : &*found;
}

std::string name_of(const std::vector<Named>& names, std::uint32_t number)
{
    const auto found = std::ranges::find(names, number, &Named::number);
    return found == names.end() ? "unassigned " + std::to_string(number) : found->name;
}

const CipherSuite* Registries::suite(std::uint16_t number) const
{
    const auto found = std::ranges::find(suites, number, &CipherSuite::number);
    return found == suites.end() ? nullptr : &*found;
}

const CipherSuite* Registries::suite(std::string_view name) const
{
    const auto found = std::ranges::find(suites, name, &CipherSuite::name);
    return found == suites.end() ? nullptr : &*found;
}

const AlgorithmStatus* Registries::status(std::string_view use, std::string_view type,
                                          std::uint16_t number) const
{
    const auto found = std::ranges::find_if(statuses, [&](const AlgorithmStatus& one) {
        return one.use == use && one.type == type && one.number == number;
    });
    return found == statuses.end() ? nullptr : &*found;
}

Registries read_registries(const std::filesystem::path& vectors)
{
    const auto iana = vectors / "iana";
    Registries registries;
    read_transforms(registries, iana / "ikev2-transforms.toml");
    registries.suites = read_suites(iana / "tls-cipher-suites.toml");
    registries.notify_types = read_names(iana / "ikev2-notify-types.toml", {"error", "status"});
    registries.payload_types = read_names(iana / "ikev2-payload-types.toml", {"payload"});
    registries.exchange_types = read_names(iana / "ikev2-payload-types.toml", {"exchange"});
    registries.tls_groups = read_names(iana / "tls-groups.toml", {"groups"});
    read_statuses(registries, vectors / "algorithm-status.toml");
    registries.clients = read_vpn_clients(vectors / "clients", registries);
    return registries;
}

}  // namespace conformance::catalog
