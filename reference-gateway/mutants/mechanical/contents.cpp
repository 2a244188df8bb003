#include "mutants/mechanical/contents.h"

#include <algorithm>
#include <iterator>

namespace gateway::mutants::mechanical {

std::vector<Mutant> all_mutants()
{
    std::vector<Mutant> all;
    for (std::vector<Mutant> some :
         {ike_rules_removed(), ike_replies_altered(), sealed_ike_replies_altered(),
          tls_messages_altered(), tls_records_altered()}) {
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

std::string names_of(const std::vector<Mutant>& mutants)
{
    std::string text;
    for (const Mutant& mutant : mutants) {
        text += mutant.name + '\n';
    }
    return text;
}

}  // namespace gateway::mutants::mechanical
