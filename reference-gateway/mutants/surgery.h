// Taking a rule out of a table, or putting one in front of it.
#pragma once

#include <stdexcept>
#include <string>

#include "ike/rules.h"

namespace gateway::mutants {

// A rule that is not there cannot be broken: then the mutant is wrong, not the gateway.
template <typename Subject>
void remove_rule(std::vector<ike::Rule<Subject>>& rules, const std::string& requirement)
{
    const auto removed =
        std::erase_if(rules, [&](const auto& rule) { return rule.requirement == requirement; });
    if (removed == 0) throw std::logic_error("there is no rule " + requirement);
}

template <typename Subject, typename Check>
void add_rule(std::vector<ike::Rule<Subject>>& rules, Check check)
{
    rules.insert(rules.begin(), {"a mutant's", std::move(check)});
}

}  // namespace gateway::mutants
