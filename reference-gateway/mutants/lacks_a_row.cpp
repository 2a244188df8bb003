// A row of the policy that is not there: on both ports, on one of them, or behind silence.
#include <algorithm>

#include "mutants/ike_mutants.h"
#include "mutants/rows.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

// The probes of a group need one of its rows: group 2 has only one, and Windows no other group.
std::vector<std::string> what_falls_with(const std::string& slug)
{
    std::vector<std::string> also{"p2s/ike/nat-t-row/" + slug};
    if (slug.ends_with("-modp1024")) {
        also.emplace_back("rfc7296/3.4/key-exchange-length/modp1024");
        also.emplace_back("rfc6989/2.1/modp-range-checked/modp1024");
        also.emplace_back("p2s/clients");
    }
    return also;
}

Mutant lacks(const std::string& slug)
{
    return {"lacks_row_" + word(slug),
            "p2s/ike/row/" + slug,
            "refused-by-notify:14",
            "ike",
            what_falls_with(slug),
            [slug](net::Ingredients& gateway) {
                std::erase_if(gateway.configuration.edition.ike_rows,
                              [&](const policy::IkeRow& row) { return row.slug == slug; });
            }};
}

Mutant lacks_on_one_port(const std::string& slug, bool nat_t, const std::string& family)
{
    const std::string port = nat_t ? "_on_port_4500" : "_on_port_500";
    return {"lacks_row_" + word(slug) + port,
            family + slug,
            "refused-by-notify:14",
            "ike",
            {},
            [=](net::Ingredients& gateway) {
                const policy::Tuple missing = row_named(gateway, slug);
                gateway.ike_seams.select = [=](const ike::Offer& offer, ike::Rows rows) {
                    if (offer.on_nat_t_port == nat_t) std::erase(rows, missing);
                    return ike::select(offer, rows);
                };
            }};
}

Mutant falls_silent_at(const std::string& slug)
{
    return {"falls_silent_at_row_" + word(slug),
            "p2s/ike/row/" + slug,
            "silent",
            "ike",
            {"p2s/ike/nat-t-row/" + slug},
            [=](net::Ingredients& gateway) {
                add_rule(gateway.ike_seams.rules.ike_sa_init,
                         [missing = row_named(gateway, slug)](
                             const ike::Negotiation& negotiation) -> std::optional<ike::Refusal> {
                             const auto& selected = negotiation.selected;
                             if (!selected || selected->tuple != missing) return std::nullopt;
                             return ike::Drop{"mutant"};
                         });
            }};
}

}  // namespace

std::vector<Mutant> lacks_a_row()
{
    return {lacks("gcm256-sha256-ecp256"),
            lacks("cbc256-sha384-sha384-modp2048s256"),
            lacks("cbc256-sha256-sha256-modp1024"),
            lacks_on_one_port("gcm256-sha384-ecp256", false, "p2s/ike/row/"),
            lacks_on_one_port("cbc256-sha384-sha384-modp2048", true, "p2s/ike/nat-t-row/"),
            falls_silent_at("cbc256-sha256-sha256-ecp384")};
}

}  // namespace gateway::mutants
