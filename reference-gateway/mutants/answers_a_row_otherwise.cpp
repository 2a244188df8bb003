// A row that is not refused, but not answered as it was offered either.
#include "mutants/ike_mutants.h"
#include "mutants/rows.h"

namespace gateway::mutants {
namespace {

const std::string offered = "gcm256-sha384-ecp384";

Mutant otherwise(std::string name, std::string code, policy::Tuple (*change)(policy::Tuple))
{
    return {std::move(name),
            "p2s/ike/row/" + offered,
            std::move(code),
            "ike",
            {"p2s/ike/nat-t-row/" + offered},
            [=](net::Ingredients& gateway) {
                const policy::Tuple row = row_named(gateway, offered);
                gateway.ike_seams.select = [=](const ike::Offer& offer, const ike::Rows& rows) {
                    auto selected = ike::select(offer, rows);
                    if (selected && selected->tuple == row) selected->tuple = change(row);
                    return selected;
                };
            }};
}

}  // namespace

std::vector<Mutant> answers_a_row_otherwise()
{
    return {otherwise("selects_another_prf_than_offered", "selected-another",
                      [](policy::Tuple row) {
                          row.prf = 5;
                          return row;
                      }),
            otherwise("asks_for_a_group_not_offered", "invalid-ke:14", [](policy::Tuple row) {
                row.group = 14;
                return row;
            })};
}

}  // namespace gateway::mutants
