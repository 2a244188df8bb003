// What a target file says, held against the edition it names, the table of SKUs, and the files it
// speaks of.

#include <algorithm>

#include "catalog/fault.h"
#include "catalog/skus.h"
#include "commands/identities.h"
#include "commands/settings.h"

namespace conformance::commands {

namespace {

[[noreturn]] void refuse(const Target& target, const std::string& key, const std::string& expected)
{
    throw catalog::Fault{target.file, target.lines.at(key), "'" + key + "': expected " + expected};
}

std::string listed(const std::vector<std::vector<std::string>>& sets)
{
    std::string text;
    for (const auto& set : sets) {
        std::string types;
        for (const auto& type : set) {
            types += (types.empty() ? "" : ", ") + type;
        }
        text += (text.empty() ? "{" : ", {") + types + "}";
    }
    return text;
}

void check_tunnel_types(const Target& target, const catalog::Edition& edition)
{
    const auto& sets = edition.tunnel_type_sets;
    const auto is_target = [&](const auto& set) {
        return std::ranges::is_permutation(set, target.tunnel_types);
    };
    if (std::ranges::none_of(sets, is_target)) {
        refuse(target, "tunnel_types", "one of the sets of " + edition.name + ": " + listed(sets));
    }
}

std::string named(const catalog::Sku& sku)
{
    return sku.name + " of generation " + std::to_string(sku.generation);
}

// The row of the table that the target file means.
catalog::Sku sku_of(const Target& target, const std::vector<catalog::Sku>& rows)
{
    std::vector<catalog::Sku> found;
    std::string names;
    for (const auto& row : rows) {
        const bool is_meant =
            row.name == *target.sku && row.generation == target.generation.value_or(row.generation);
        if (is_meant) {
            found.push_back(row);
        }
        names += (names.empty() ? "" : ", ") + named(row);
    }
    if (found.empty()) {
        refuse(target, "sku", "one of " + names);
    }
    if (found.size() > 1) {
        refuse(target, "sku", "'generation' beside it, since there are several " + *target.sku);
    }
    return found.front();
}

// What the table denies a SKU, a later edition may have given it: the table speaks only of those of
// its time.
void check_sku(const Target& target, const catalog::Edition& edition, const catalog::Skus& skus)
{
    if (!target.sku) {
        if (target.generation) {
            refuse(target, "generation", "'sku' beside it");
        }
        return;
    }
    const auto sku = sku_of(target, skus.rows);
    if (sku.ikev2_openvpn != 0 || edition.dated > skus.dated) {
        return;
    }
    for (const auto* type : {"IKEv2", "OpenVPN"}) {
        if (target.offers(type)) {
            refuse(target, "sku", "a SKU that has " + std::string{type} + ", not " + named(sku));
        }
    }
}

void check_authority(const Target& target)
{
    if (!target.server_ca) {
        return;
    }
    const auto path = std::filesystem::path{target.file}.parent_path() / *target.server_ca;
    if (!std::filesystem::is_regular_file(path)) {
        refuse(target, "server.ca", "a file of certificates; '" + path.string() + "' is not there");
    }
}

void check_clients(const Target& target, const std::vector<catalog::VpnClient>& known)
{
    std::string names;
    for (const auto& one : known) {
        names += (names.empty() ? "" : ", ") + one.name;
    }
    for (const auto& name : target.clients().value_or(std::vector<std::string>{})) {
        if (catalog::find(known, name) == nullptr) {
            refuse(target, "claims.clients", "only " + names + ", not '" + name + "'");
        }
    }
}

}  // namespace

void check_target(const Target& target, const catalog::Edition& edition, const Library& library)
{
    check_tunnel_types(target, edition);
    check_sku(target, edition, catalog::read_skus(library.folder));
    check_authority(target);
    check_clients(target, library.registries.clients);
    (void)read_client_files(target);
    (void)read_identity_files(target);
}

std::optional<unsigned> sessions_of(const Target& target, const Library& library)
{
    if (!target.sku) {
        return target.sessions;
    }
    const auto figure = sku_of(target, catalog::read_skus(library.folder).rows).ikev2_openvpn;
    return figure == 0 ? std::nullopt : std::optional{figure};
}

}  // namespace conformance::commands
