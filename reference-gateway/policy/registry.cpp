#include "policy/registry.h"

#include <algorithm>

#include "policy/toml_file.h"

namespace gateway::policy {
namespace {

std::vector<Transform> read_transforms(TomlTable& top, std::string_view type)
{
    std::vector<Transform> list;
    for (TomlTable& row : top.tables(type)) {
        Transform transform;
        transform.number = static_cast<std::uint16_t>(row.number("number", 0, 65535));
        transform.name = row.text("name").value;
        transform.slug = row.text("slug").value;
        transform.aead = row.flag_or("aead", false);
        if (row.has("key_lengths")) {
            for (const auto bits : row.numbers("key_lengths", 8, 4096)) {
                transform.key_lengths.push_back(static_cast<std::uint16_t>(bits));
            }
        }
        list.push_back(std::move(transform));
    }
    return list;
}

std::string slug_of(const std::vector<Transform>& list, std::uint16_t number)
{
    const Transform* found = find(list, number);
    return found == nullptr ? std::to_string(number) : found->slug;
}

}  // namespace

Registry read_registry(const std::filesystem::path& data)
{
    const TomlFile file{(data / "iana/ikev2-transforms.toml").string()};
    TomlTable top = file.top();
    return {read_transforms(top, "encryption"), read_transforms(top, "prf"),
            read_transforms(top, "integrity"), read_transforms(top, "group")};
}

const Transform* find(const std::vector<Transform>& list, std::uint16_t number)
{
    const auto found = std::ranges::find(list, number, &Transform::number);
    return found == list.end() ? nullptr : &*found;
}

const Transform* find(const std::vector<Transform>& list, const std::string& name)
{
    const auto found = std::ranges::find(list, name, &Transform::name);
    return found == list.end() ? nullptr : &*found;
}

std::string Registry::slug(const Tuple& tuple) const
{
    std::string text = slug_of(encryption, tuple.encr);
    if (tuple.key_length) text += std::to_string(*tuple.key_length);
    if (tuple.integ) text += "-" + slug_of(integrity, *tuple.integ);
    return text + "-" + slug_of(prf, tuple.prf) + "-" + slug_of(group, tuple.group);
}

}  // namespace gateway::policy
