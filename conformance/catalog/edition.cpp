#include "catalog/edition.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "catalog/toml_file.h"
#include "catalog/tunnel_types.h"

namespace conformance::catalog {

namespace {

constexpr std::array versions{
    std::pair{TlsVersion::ssl_3_0, "SSL 3.0"}, std::pair{TlsVersion::tls_1_0, "TLS 1.0"},
    std::pair{TlsVersion::tls_1_1, "TLS 1.1"}, std::pair{TlsVersion::tls_1_2, "TLS 1.2"},
    std::pair{TlsVersion::tls_1_3, "TLS 1.3"},
};

const Transform& transform(TomlTable& row, std::string_view key, const std::vector<Transform>& known)
{
    const auto* found = find(known, row.string(key));
    if (found == nullptr) { row.fault(key, "an IANA name, such as " + known.back().name); }
    return *found;
}

std::uint16_t key_length(TomlTable& row, const Transform& encryption)
{
    const auto bits = static_cast<std::uint16_t>(row.optional_integer("key_length", 1, 65'535).value_or(0));
    const auto& allowed = encryption.key_lengths;
    if (allowed.empty() ? bits != 0 : std::ranges::find(allowed, bits) == allowed.end()) {
        row.fault("key_length", allowed.empty() ? "no key length for " + encryption.name
                                                : "a key length of " + encryption.name + " in bits");
    }
    return bits;
}

std::uint16_t integrity(TomlTable& row, const Transform& encryption, const Registries& registries)
{
    if (encryption.aead) {
        if (row.has("integ")) { row.fault("integ", "no integrity transform beside " + encryption.name); }
        (void)row.optional_string("integ");
        return 0;
    }
    return transform(row, "integ", registries.integrity).number;
}

std::uint16_t group(TomlTable& row, std::string_view key, const Registries& registries, bool none_allowed)
{
    const auto number = static_cast<std::uint16_t>(row.integer(key, none_allowed ? 0 : 1, 65'535));
    if (number != 0 && find(registries.group, number) == nullptr) {
        row.fault(key, "the number of a registered key exchange method");
    }
    return number;
}

IkeRow ike_row(TomlTable& row, const Registries& registries)
{
    const auto& encryption = transform(row, "encr", registries.encryption);
    IkeRow result;
    result.encr = encryption.number;
    result.key_length = key_length(row, encryption);
    result.integ = integrity(row, encryption, registries);
    result.prf = transform(row, "prf", registries.prf).number;
    result.group = group(row, "group", registries, false);
    row.finish();
    return result;
}

IpsecRow ipsec_row(TomlTable& row, const Registries& registries)
{
    const auto& encryption = transform(row, "encr", registries.encryption);
    IpsecRow result;
    result.encr = encryption.number;
    result.key_length = key_length(row, encryption);
    result.integ = integrity(row, encryption, registries);
    result.pfs = group(row, "pfs", registries, true);
    row.finish();
    return result;
}

template <class Row, class Read>
std::vector<Row> rows(TomlTable& root, std::string_view section, Read read)
{
    std::vector<Row> result;
    if (auto table = root.optional_table(section)) {
        for (auto& row : table->tables("rows")) {
            auto next = read(row);
            if (std::ranges::find(result, next) != result.end()) {
                throw Fault{row.file(), row.line(), "this row stands in the file twice"};
            }
            result.push_back(next);
        }
        if (result.empty()) { table->fault("rows", "at least one row"); }
        table->finish();
    }
    return result;
}

std::filesystem::path file_of(const std::string& name, const std::filesystem::path& policies)
{
    const bool is_path = name.find('/') != std::string::npos || name.ends_with(".toml");
    const auto path = policies / (name + ".toml");
    if (!is_path && std::filesystem::exists(path)) { return path; }
    if (is_path || std::filesystem::exists(name)) { return name; }
    throw Fault{name, 0, "no such edition; expected one of " + edition_names(policies) + ", or the path of a policy file"};
}

std::string octets_of(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// Nothing but a copy is called like an edition of `policies`: the name is what reports say.
void check_name(const TomlTable& root, const std::string& name, const std::filesystem::path& path,
                const std::filesystem::path& policies)
{
    const auto known = policies / (name + ".toml");
    if (name.find('/') != std::string::npos || name.empty()) { root.fault("edition", "a word without '/'"); }
    if (std::filesystem::exists(known) && octets_of(known) != octets_of(path)) {
        root.fault("edition", "a name of this policy's own, not '" + name + "', which is another's: " + known.string());
    }
}

}  // namespace

std::string to_string(TlsVersion version)
{
    const auto found = std::ranges::find(versions, version, [](const auto& one) { return one.first; });
    return found == versions.end() ? "version " + std::to_string(std::to_underlying(version))
                                   : found->second;
}

std::optional<TlsVersion> tls_version(std::string_view name)
{
    const auto found = std::ranges::find(versions, name, [](const auto& one) {
        return std::string_view{one.second};
    });
    return found == versions.end() ? std::nullopt : std::optional{found->first};
}

std::string edition_names(const std::filesystem::path& policies)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{policies}) {
        if (entry.path().extension() == ".toml") { names.push_back(entry.path().stem().string()); }
    }
    std::ranges::sort(names);
    std::string joined;
    for (const auto& name : names) {
        joined += (joined.empty() ? "" : ", ") + name;
    }
    return joined;
}

Edition read_edition(const std::string& name, const std::filesystem::path& policies,
                     const Registries& registries)
{
    const auto path = file_of(name, policies);
    const TomlFile file{path};
    auto edition = read_edition(file, registries);
    check_name(file.root(), edition.name, path, policies);
    edition.file = path.string();
    return edition;
}

Edition read_edition(const TomlFile& file, const Registries& registries)
{
    auto root = file.root();
    Edition edition;
    edition.name = root.string("edition");
    edition.title = root.string("title");
    edition.source = root.string("source");
    edition.dated = root.date("dated");
    edition.ike = rows<IkeRow>(root, "ike", [&](TomlTable& row) { return ike_row(row, registries); });
    edition.ipsec = rows<IpsecRow>(root, "ipsec", [&](TomlTable& row) { return ipsec_row(row, registries); });
    read_tunnel_types(edition, root, registries);
    root.finish();
    return edition;
}

namespace {

std::string word(const std::vector<Transform>& known, std::uint16_t number)
{
    const auto* found = find(known, number);
    return found == nullptr ? std::to_string(number) : found->slug;
}

// gcm256, cbc256-sha256
std::string protection(std::uint16_t encr, std::uint16_t key_length, std::uint16_t integ, const Registries& registries)
{
    auto text = word(registries.encryption, encr);
    if (key_length != 0) { text += std::to_string(key_length); }
    return integ == 0 ? text : text + "-" + word(registries.integrity, integ);
}

}  // namespace

std::string slug(const IkeRow& row, const Registries& registries)
{
    return protection(row.encr, row.key_length, row.integ, registries) + "-" + word(registries.prf, row.prf) + "-" +
           word(registries.group, row.group);
}

std::string slug(const IpsecRow& row, const Registries& registries)
{
    return protection(row.encr, row.key_length, row.integ, registries) + "-" + word(registries.group, row.pfs);
}

}  // namespace conformance::catalog
