// Naming the rows of the configured policy.
#pragma once

#include <string>

#include "net/ingredients.h"

namespace gateway::mutants {

// Throws std::runtime_error where the policy has no such row: then this mutant breaks nothing.
[[nodiscard]] policy::Tuple row_named(const net::Ingredients& gateway, const std::string& slug);

// gcm256-sha384-ecp384 as part of a name: gcm256_sha384_ecp384.
[[nodiscard]] std::string word(std::string slug);

}  // namespace gateway::mutants
