// Each row of the responder's tables of rules left out.
#include "mutants/mechanical/mutant.h"
#include "mutants/surgery.h"

namespace gateway::mutants::mechanical {
namespace {

template <typename Subject>
void add_removals(std::vector<Mutant>& all, std::vector<ike::Rule<Subject>> ike::Rules::*table)
{
    const ike::Rules rules = ike::all_rules();
    for (const auto& rule : rules.*table) {
        all.push_back({"ike/remove/" + rule.requirement,
                       [table, requirement = rule.requirement](net::Ingredients& gateway) {
                           remove_rule(gateway.ike_seams.rules.*table, requirement);
                       }});
    }
}

}  // namespace

std::vector<Mutant> ike_rules_removed()
{
    std::vector<Mutant> all;
    add_removals(all, &ike::Rules::arrival);
    add_removals(all, &ike::Rules::ike_sa_init);
    add_removals(all, &ike::Rules::ike_auth);
    add_removals(all, &ike::Rules::fragment);
    add_removals(all, &ike::Rules::admission);
    add_removals(all, &ike::Rules::child);
    add_removals(all, &ike::Rules::create_child_sa);
    return all;
}

}  // namespace gateway::mutants::mechanical
