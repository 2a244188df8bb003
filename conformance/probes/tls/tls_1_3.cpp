#include "probes/tls/tls_1_3.h"

#include <algorithm>

#include "probes/tls/aftermath.h"
#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/policy.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using End = Answer::End;

// The edition's, then what servers usually have.
Suites candidates(const Bench& bench)
{
    auto all = suites_at(tls_1_3, bench.edition, bench.registries);
    for (const auto suite : peers::tls::usual_suites_at(tls_1_3, bench.registries)) {
        if (!peers::tls::contains(all, suite)) {
            all.push_back(suite);
        }
    }
    std::erase_if(all, [&](auto one) { return !peers::tls::drivable(one, bench.registries); });
    return all;
}

std::optional<std::string> not_excused(const Target& target)
{
    return tls_hello_is_accepted.excused(target);
}

std::optional<std::string> not_accepted(const Learned& learned)
{
    return tls_hello_is_accepted.missing(learned);
}

// With suites and groups that cannot be gone on with, too.
std::optional<std::string> is_selected_at_all(Bench& bench)
{
    const auto answer =
        Client{bench}.ask(tls_1_3, peers::tls::suites_usable_at(tls_1_3, bench.registries));
    return is_tls_1_3(answer) ? std::optional{answer.text(bench.registries)} : std::nullopt;
}

bool completes_again(Bench& bench)
{
    const auto answer = peers::tls::complete(bench, tls_1_3, candidates(bench));
    return is_tls_1_3(answer) ? answer.drive == Answer::Drive::complete
                             : tls_handshake_completes.holds(bench);
}

}  // namespace

const Control tls_1_3_handshake_completes{"a whole handshake succeeds, of TLS 1.3 if it may",
                                             not_excused, not_accepted, completes_again, true};

Finding where_tls_1_3(Bench& bench, const std::string& expected,
                     const std::function<Finding(const Suites&)>& experiment)
{
    const auto suites = candidates(bench);
    const auto answer = peers::tls::complete(bench, tls_1_3, suites);
    if (proves_nothing(answer)) {
        throw Unmet{"no hello could be put to the gateway: " + answer.text(bench.registries)};
    }
    if (!is_tls_1_3(answer)) {
        const auto other = is_selected_at_all(bench);
        if (other) {
            throw Unmet{"TLS 1.3 is selected, but in nothing that can be gone on with: " + *other};
        }
        return nothing_to_judge(expected, "TLS 1.3 is not spoken: " + answer.text(bench.registries),
                                answer);
    }
    if (answer.drive != Answer::Drive::complete) {
        throw Unmet{"no handshake of TLS 1.3 completes: " + answer.text(bench.registries)};
    }
    return experiment(suites);
}

Answer ask_for_tls_1_3(Bench& bench)
{
    Answer answer;
    for (const auto& suites : {peers::tls::usual_suites_at(tls_1_3, bench.registries),
                               peers::tls::suites_usable_at(tls_1_3, bench.registries)}) {
        answer = Client{bench}.ask(tls_1_3, suites);
        if (is_tls_1_3(answer) || proves_nothing(answer)) {
            break;
        }
    }
    return answer;
}

bool is_tls_1_3(const Answer& answer)
{
    return answer.selected() && answer.version() >= tls_1_3;
}

ClientHello lasting_hello(Engine& engine, const Suites& suites)
{
    return engine.asking_for_ticket(engine.client_hello(tls_1_3, suites));
}

void reach_tls_1_3_finished(Engine& engine, const ClientHello& hello)
{
    if (!peers::tls::exchange_hellos(engine, hello) ||
        !engine.receive_until({HandshakeType::finished})) {
        throw Unmet{"the handshake of TLS 1.3 that completed before does not any more: " +
                    engine.answer.ending()};
    }
    engine.change_cipher_spec();  // RFC 8446, Appendix D.4
    finish_greeting(engine);
}

void finish_greeting(Engine& engine)
{
    engine.protect_sending(engine.session.client_handshake_traffic);
    if (engine.session.certificate_requested) {
        engine.send(engine.certificate());
    }
}

void establish_tls_1_3(Engine& engine, const ClientHello& hello)
{
    reach_tls_1_3_finished(engine, hello);
    engine.send(engine.finished());
    engine.protect_sending(engine.session.client_application_traffic);
}

Finding expect_going_on(Bench& bench, Engine& engine, const std::string& expected)
{
    const auto reaction =
        reaction_behind(bench, engine, Proof::answers_finished, bench.patience.quiet);
    const auto& answer = engine.answer;
    if (reaction == Reaction::accepted) {
        return conformance::pass("accepted", expected, "the connection goes on", answer.frames);
    }
    if (reaction == Reaction::unclear) {
        return conformance::inconclusive(reaction_of(answer), expected,
                                         answer.ending() + ", as it may without cause",
                                         answer.frames);
    }
    return refused_where_lawful(answer, expected);
}

void change_to_next_keys(Engine& engine)
{
    auto& session = engine.session;
    session.client_application_traffic =
        session.schedule().next_traffic_secret(session.client_application_traffic);
    engine.protect_sending(session.client_application_traffic);
}

Finding refused_where_lawful(const Answer& answer, const std::string& expected)
{
    const bool has_ended =
        answer.end == End::alert || answer.end == End::closed || answer.end == End::reset;
    if (!has_ended) {
        return conformance::inconclusive(reaction_of(answer), expected, answer.ending(),
                                         answer.frames);
    }
    auto finding = conformance::fail(reaction_of(answer), expected, answer.ending(), answer.frames);
    finding.rests_on_absence = answer.end != End::alert;
    return finding;
}

ClientHello without(ClientHello hello, ExtensionType type)
{
    std::erase_if(hello.extensions.list, [type](const auto& one) { return one.is(type); });
    return hello;
}

void replace(ClientHello& hello, const Extension& one)
{
    std::ranges::replace_if(
        hello.extensions.list, [&](const auto& known) { return known.type == one.type; }, one);
}

}  // namespace conformance::probes::tls
