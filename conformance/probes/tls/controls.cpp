#include "probes/tls/controls.h"

#include "catalog/edition.h"
#include "probes/tls/policy.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr unsigned most_unanswered = 2;

std::optional<std::string> excused(const Target& target)
{
    if (target.offers("SSTP")) {
        return std::nullopt;
    }
    return "tunnel_types does not include SSTP: no plain TLS listener is claimed";
}

std::optional<std::string> no_answer(const Learned& learned)
{
    if (learned.contains(learned_answers)) {
        return std::nullopt;
    }
    const auto found = learned.find(learned_silence);
    return "no ClientHello was answered in TLS at the start of this run" +
           (found == learned.end() ? std::string{} : ": " + found->second);
}

std::optional<std::string> no_accepted_hello(const Learned& learned)
{
    if (learned.contains(learned_hello)) {
        return std::nullopt;
    }
    if (const auto gap = no_answer(learned)) {
        return gap;
    }
    return "the gateway accepted no ClientHello, of any version, at the start of this run";
}

bool accepts_known_hello(Bench& bench)
{
    const auto known = known_hello(bench);
    const auto answer = Client{bench}.ask(known.version, {known.suite});
    return answer.completed() && answer.version() == known.version && answer.suite() == known.suite;
}

bool answers_in_tls(Bench& bench)
{
    if (bench.learned.contains(learned_hello)) {
        const auto known = known_hello(bench);
        return Client{bench}.ask(known.version, {known.suite}).is_tls();
    }
    const auto version = catalog::tls_version(bench.learned_or_empty(learned_answers));
    const auto number = version ? static_cast<std::uint16_t>(*version) : tls_1_2;
    return Client{bench}
        .ask(number, peers::tls::usual_suites_at(number, bench.registries))
        .is_tls();
}

// Whether to look on.
bool look(Bench& bench, Learned& learned, std::uint16_t version, const Suites& suites)
{
    if (suites.empty()) {
        return true;
    }
    const auto answer = Client{bench}.ask(version, suites);
    if (answer.is_tls()) {
        learned.emplace(learned_answers, version_name(version));
    } else {
        learned[learned_silence] = answer.text(bench.registries);
    }
    // What was not offered, or a flight that breaks off, is no hello to rest on.
    const auto text = peers::tls::to_string({answer.version(), answer.suite()});
    if (!answer.completed() || !peers::tls::contains(suites, answer.suite()) ||
        answer.version() > version || !peers::tls::read_offer(text)) {
        return true;
    }
    learned[learned_hello] = text;
    return false;
}

}  // namespace

const Control tls_answers{"a ClientHello is answered in TLS", excused, no_answer, answers_in_tls};
const Control tls_hello_is_accepted{"the ClientHello accepted at the start is accepted again",
                                    excused, no_accepted_hello, accepts_known_hello, true};

Offer known_hello(const Bench& bench)
{
    const auto known = peers::tls::read_offer(bench.learned_or_empty(learned_hello));
    if (!known) {
        throw Unmet{"no ClientHello was accepted at the start of this run"};
    }
    return *known;
}

Offer known_hello_up_to_1_2(Bench& bench)
{
    const auto known = known_hello(bench);
    if (known.version <= tls_1_2) {
        return known;
    }
    const auto answer =
        Client{bench}.ask(tls_1_2, peers::tls::usual_suites_at(tls_1_2, bench.registries));
    if (!answer.completed() || answer.version() > tls_1_2) {
        throw Unmet{"TLS 1.2 is not accepted: " + answer.text(bench.registries)};
    }
    return {answer.version(), answer.suite()};
}

void survey_tls(Bench& bench, Learned& learned)
{
    if (!bench.target.offers("SSTP")) {
        return;
    }
    unsigned unanswered = 0;
    for (const auto version : {tls_1_2, tls_1_3, tls_1_1, tls_1_0, ssl_3_0}) {
        // The edition's suites, then what servers usually have, then everything.
        for (const auto& suites : {suites_at(version, bench.edition, bench.registries),
                                   peers::tls::usual_suites_at(version, bench.registries),
                                   peers::tls::suites_usable_at(version, bench.registries)}) {
            if (!look(bench, learned, version, suites)) {
                return;
            }
            if (!learned.contains(learned_answers) && ++unanswered == most_unanswered) {
                return;
            }
        }
    }
}

}  // namespace conformance::probes::tls
