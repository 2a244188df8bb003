#include "probes/ike/controls.h"

#include "probes/ike/finishable.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

constexpr unsigned most_silent_rows = 2;

std::optional<std::string> excused(const Target& target)
{
    if (target.offers("IKEv2")) { return std::nullopt; }
    return "tunnel_types does not include IKEv2";
}

std::optional<std::string> missing(const Learned& learned, const char* key, const char* gap)
{
    return learned.contains(key) ? std::nullopt : std::optional<std::string>{gap};
}

std::optional<std::string> no_answer(const Learned& learned)
{
    return missing(learned, learned_answers, "nothing answered IKE_SA_INIT on the IKE port at the start of this run");
}

std::optional<std::string> no_nat_t_answer(const Learned& learned)
{
    return missing(learned, learned_nat_t,
                   "nothing answered IKE_SA_INIT on the NAT traversal port at the start of this run");
}

std::optional<std::string> no_row(const Learned& learned)
{
    return missing(learned, learned_row, "the gateway accepted no row of the edition at the start of this run");
}

std::optional<std::string> no_row_on_nat_t(const Learned& learned)
{
    const auto gap = no_nat_t_answer(learned);
    return gap ? gap : no_row(learned);
}

bool answers(Bench& bench, Port port)
{
    Initiator peer{bench, port};
    const auto row = bench.learned.contains(learned_row) ? known_row(bench) : hopeless_row();
    return peer.negotiate(peer.ike_sa_init(row)).is_message();
}

bool accepts_known_row(Bench& bench, Port port)
{
    Initiator peer{bench, port};
    return peer.negotiate(peer.ike_sa_init(known_row(bench))).accepted();
}

bool answers_on_ike(Bench& bench) { return answers(bench, Port::ike); }
bool answers_on_nat_t(Bench& bench) { return answers(bench, Port::nat_t); }
bool accepts_on_ike(Bench& bench) { return accepts_known_row(bench, Port::ike); }
bool accepts_on_nat_t(Bench& bench) { return accepts_known_row(bench, Port::nat_t); }

void survey_rows(Bench& bench, Learned& learned)
{
    unsigned silent = 0;
    for (const auto& row : bench.edition.ike) {
        Initiator peer{bench};
        const auto answer = peer.negotiate(request_for(peer, row));
        if (answer.is_message()) {
            learned[learned_answers] = answer.code();
        } else if (++silent == most_silent_rows) {
            return;
        }
        if (answer.accepted()) {
            learned[learned_row] = catalog::slug(row, bench.registries);
            return;
        }
    }
}

}  // namespace

const Control gateway_answers{"IKE_SA_INIT is answered on UDP 500", excused, no_answer, answers_on_ike};
const Control gateway_answers_on_nat_t{"IKE_SA_INIT is answered on UDP 4500", excused, no_nat_t_answer,
                                       answers_on_nat_t};
const Control known_row_is_accepted{"the row accepted at the start is accepted again", excused, no_row,
                                    accepts_on_ike, true};
const Control known_row_is_accepted_on_nat_t{"the row accepted at the start is accepted on UDP 4500", excused,
                                             no_row_on_nat_t, accepts_on_nat_t, true};

catalog::IkeRow row_named(const Bench& bench, const std::string& slug)
{
    for (const auto& row : bench.edition.ike) {
        if (catalog::slug(row, bench.registries) == slug) { return row; }
    }
    throw Unmet{"the edition has no IKE row '" + slug + "'"};
}

catalog::IkeRow known_row(const Bench& bench)
{
    if (!bench.learned.contains(learned_row)) { throw Unmet{"the gateway accepted no row of the edition"}; }
    return row_named(bench, bench.learned_or_empty(learned_row));
}

catalog::IkeRow hopeless_row() { return {.encr = 2, .key_length = 0, .prf = 1, .integ = 1, .group = 1}; }

void survey(Bench& bench, Learned& learned)
{
    if (!bench.target.offers("IKEv2")) { return; }
    survey_rows(bench, learned);
    Initiator peer{bench, Port::nat_t};
    if (peer.negotiate(peer.ike_sa_init(hopeless_row())).is_message()) { learned[learned_nat_t] = "yes"; }
    survey_tunnels(bench, learned);
}

}  // namespace conformance::probes::ike
