// A gateway that nobody thought of: its name says what was changed,
// area/breaking/reply/field/alteration.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "net/ingredients.h"

namespace gateway::mutants::mechanical {

struct Mutant {
    std::string name;
    std::function<void(net::Ingredients&)> change;
};

// By how much a reply that is delayed comes later.
inline constexpr Instant delay = std::chrono::milliseconds{200};

[[nodiscard]] std::vector<Mutant> ike_rules_removed();
[[nodiscard]] std::vector<Mutant> ike_replies_altered();
[[nodiscard]] std::vector<Mutant> sealed_ike_replies_altered();
[[nodiscard]] std::vector<Mutant> tls_messages_altered();
[[nodiscard]] std::vector<Mutant> tls_records_altered();

}  // namespace gateway::mutants::mechanical
