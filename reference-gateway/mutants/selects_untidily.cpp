// A selection that is not one transform of each type of one proposal: RFC 7296, Section 3.3.6.
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/3.3.6/one-transform-of-each-type";

using Change = void (*)(ike::SelectedProposal&);

Mutant selects(std::string name, std::string code, std::vector<std::string> also, Change change)
{
    return {std::move(name),
            requirement,
            std::move(code),
            "ike",
            std::move(also),
            [=](net::Ingredients& gateway) {
                gateway.ike_seams.outbox = [=](ike::Response& response, const ike::Arrival&) {
                    for (ike::Payload& payload : response.payloads) {
                        auto* selected = std::get_if<ike::SelectedProposal>(&payload);
                        if (selected != nullptr) change(*selected);
                    }
                };
            }};
}

const std::vector<std::string> every_row = {"p2s/ike/row", "p2s/ike/nat-t-row", "rfc7296/2.14/keys-agree",
                                            "p2s/clients"};

}  // namespace

std::vector<Mutant> selects_untidily()
{
    return {selects("numbers_every_selection_one", "wrong-proposal-number", {},
                    [](ike::SelectedProposal& selected) { selected.number = 1; }),
            selects("adds_integ_none_unasked", "transform-count", {},
                    [](ike::SelectedProposal& selected) { selected.with_integ_none = true; }),
            selects("shortens_the_key_of_later_proposals", "key-length-changed", {"p2s/clients"},
                    [](ike::SelectedProposal& selected) {
                        if (selected.number > 1) selected.tuple.key_length = 128;
                    }),
            selects("selects_a_group_not_offered", "selected-not-offered", every_row,
                    [](ike::SelectedProposal& selected) { selected.tuple.group = 31; })};
}

}  // namespace gateway::mutants
