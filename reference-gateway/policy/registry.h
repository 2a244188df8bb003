// IANA's IKEv2 transforms, as vectors/iana/ikev2-transforms.toml has them: names, numbers, slugs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "policy/tuple.h"

namespace gateway::policy {

struct Transform {
    std::uint16_t number = 0;
    std::string name;
    std::string slug;
    std::vector<std::uint16_t> key_lengths;
    bool aead = false;
};

struct Registry {
    std::vector<Transform> encryption;
    std::vector<Transform> prf;
    std::vector<Transform> integrity;
    std::vector<Transform> group;

    // `cbc256-sha256-sha256-modp1024`: the word by which catalog, events and mutants name a row.
    [[nodiscard]] std::string slug(const Tuple& tuple) const;
};

[[nodiscard]] Registry read_registry(const std::filesystem::path& data);

[[nodiscard]] const Transform* find(const std::vector<Transform>& list, std::uint16_t number);
[[nodiscard]] const Transform* find(const std::vector<Transform>& list, const std::string& name);

}  // namespace gateway::policy
