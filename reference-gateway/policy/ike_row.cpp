#include "policy/ike_row.h"

#include <algorithm>

namespace gateway::policy {
namespace {

const Transform& named(const TomlTable& row, const Text& name, const std::vector<Transform>& list,
                       std::string_view what)
{
    const Transform* found = find(list, name.value);
    if (found == nullptr) {
        row.refuse(name.line, "IANA's name of " + std::string(what) + "; '" + name.value +
                                  "' is not in ikev2-transforms.toml");
    }
    return *found;
}

std::optional<std::uint16_t> read_key_length(TomlTable& row, const Transform& encryption)
{
    if (encryption.key_lengths.empty()) {
        if (row.has("key_length")) {
            row.refuse(row.line_of("key_length"), "no key_length beside " + encryption.name);
        }
        return std::nullopt;
    }
    const auto bits = static_cast<std::uint16_t>(row.number("key_length", 1, 65535));
    if (std::ranges::find(encryption.key_lengths, bits) == encryption.key_lengths.end()) {
        row.refuse(row.line_of("key_length"), "a key_length that " + encryption.name + " has");
    }
    return bits;
}

std::optional<std::uint16_t> read_integ(TomlTable& row, const Transform& encryption,
                                        const Registry& registry)
{
    const std::optional<Text> name = row.optional_text("integ");
    if (encryption.aead) {
        if (name) row.refuse(name->line, "no integ beside the AEAD " + encryption.name);
        return std::nullopt;
    }
    if (!name) row.refuse(row.line(), "the key 'integ', since " + encryption.name + " is no AEAD");
    return named(row, *name, registry.integrity, "an integrity transform").number;
}

}  // namespace

IkeRow read_ike_row(TomlTable& row, const Registry& registry)
{
    const Transform& encryption =
        named(row, row.text("encr"), registry.encryption, "an encryption transform");
    IkeRow read;
    read.line = row.line();
    read.tuple.encr = encryption.number;
    read.tuple.key_length = read_key_length(row, encryption);
    read.tuple.integ = read_integ(row, encryption, registry);
    read.tuple.prf = named(row, row.text("prf"), registry.prf, "a PRF").number;
    read.tuple.group = static_cast<std::uint16_t>(row.number("group", 1, 65535));
    if (find(registry.group, read.tuple.group) == nullptr) {
        row.refuse(row.line_of("group"), "IANA's number of a group");
    }
    row.finish();
    read.slug = registry.slug(read.tuple);
    return read;
}

IpsecRow read_ipsec_row(TomlTable& row, const Registry& registry)
{
    const Transform& encryption =
        named(row, row.text("encr"), registry.encryption, "an encryption transform");
    IpsecRow read;
    read.line = row.line();
    read.tuple.encr = encryption.number;
    read.tuple.key_length = read_key_length(row, encryption);
    read.tuple.integ = read_integ(row, encryption, registry);
    read.group = static_cast<std::uint16_t>(row.number("pfs", 0, 65535));
    if (read.group != 0 && find(registry.group, read.group) == nullptr) {
        row.refuse(row.line_of("pfs"), "IANA's number of a group, or 0");
    }
    row.finish();
    return read;
}

}  // namespace gateway::policy
