#include "probes/tls/aftermath.h"

#include <algorithm>
#include <chrono>

#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using End = Answer::End;

constexpr int many = 4;

struct Aftermath {
    bool says_something = false;  // a ticket, or application data
    End end = End::silence;
    std::optional<std::uint8_t> complaint;
};

bool is_close_notify(const Answer& answer)
{
    return answer.end == End::alert &&
           answer.alert.description == static_cast<std::uint8_t>(AlertDescription::close_notify);
}

Aftermath heard(Engine& engine, std::optional<Duration> patience)
{
    if (patience) {
        engine.records.flush();
        engine.records.be_brief(*patience);
    }
    engine.receive_all();
    return {!engine.session.tickets.empty() || !engine.plaintext.empty(), engine.answer.end,
            complaint_of(engine.answer)};
}

// Some servers send tickets, or a greeting, before they have the client's Finished: RFC 8446,
// Section 4.6.1.
bool speaks_too_early(Bench& bench, const Suites& suites, std::optional<Duration> patience)
{
    Engine engine{bench};
    reach_tls_1_3_finished(engine, lasting_hello(engine, suites));
    return heard(engine, patience).says_something;
}

Aftermath of_nothing_wrong(Bench& bench, const Suites& suites, std::optional<Duration> patience)
{
    Engine engine{bench};
    establish_tls_1_3(engine, lasting_hello(engine, suites));
    return heard(engine, patience);
}

// A server may be busy with something else behind the handshake, and read nothing for a while: what
// it does not react to it has not accepted.
bool reads_on(Bench& bench, const Suites& suites, std::optional<Duration> patience)
{
    Engine engine{bench};
    establish_tls_1_3(engine, lasting_hello(engine, suites));
    engine.close_notify();
    return heard(engine, patience).end != End::silence;
}

}  // namespace

bool is_mute_end(const Answer& answer)
{
    return is_close_notify(answer) || answer.end == End::closed || answer.end == End::reset;
}

std::optional<std::uint8_t> complaint_of(const Answer& answer)
{
    return answer.end == End::alert && !is_close_notify(answer)
               ? std::optional{answer.alert.description}
               : std::nullopt;
}

Reaction reaction_behind(Bench& bench, Engine& engine, Proof proof,
                         std::optional<Duration> patience)
{
    const auto start = std::chrono::steady_clock::now();
    const auto here = heard(engine, patience);
    const auto& answer = engine.answer;
    const auto& suites = engine.session.client_hello.suites;
    if (here.end == End::silence) {
        const bool is_read = proof == Proof::answers_finished || reads_on(bench, suites, patience);
        return is_read ? Reaction::accepted : Reaction::unclear;
    }
    if (here.end != End::alert && !is_mute_end(answer)) {
        return Reaction::unclear;
    }
    // What lies behind the handshake may be minded as well, or an empty Certificate, and only now.
    // Whatever ended this connection by itself would have ended the other one long since.
    const auto long_enough = patience.value_or(std::max(
        bench.patience.quiet,
        many * (std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - start))));
    const auto usually = of_nothing_wrong(bench, suites, long_enough);
    if (here.complaint && here.complaint != usually.complaint) {
        return Reaction::refused;
    }
    const bool is_telling = proof == Proof::answers_finished && usually.says_something &&
                            !speaks_too_early(bench, suites, long_enough);
    if (is_telling && here.says_something) {
        return Reaction::accepted;
    }
    // A reset may take with it what was sent before.
    if (usually.end == End::silence || (is_telling && here.end != End::reset)) {
        return Reaction::refused;
    }
    return Reaction::unclear;
}

}  // namespace conformance::probes::tls
