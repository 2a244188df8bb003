// RFC 8446, Section 4.6: Post-Handshake Messages.

#include <algorithm>
#include <array>

#include "probes/tls/handshake.h"
#include "probes/tls/http_question.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint32_t seven_days = 604'800;
constexpr std::uint8_t update_not_requested = 0;
constexpr std::uint8_t update_requested = 1;
constexpr std::uint8_t unknown_request = 2;

// No ticket has a lifetime of more than seven days.
Finding tickets_are_short_lived(Bench& bench)
{
    const std::string expected = "no ticket that lives more than 604800 seconds";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Engine engine{bench};
        establish_tls_1_3(engine, lasting_hello(engine, suites));
        engine.records.flush();
        engine.records.be_brief(bench.patience.quiet);
        engine.receive_all();
        const auto& tickets = engine.session.tickets;
        if (tickets.empty()) {
            return nothing_to_judge(expected, "no ticket comes", engine.answer);
        }
        const auto longest =
            std::ranges::max_element(tickets, {}, &peers::tls::Resumption::lifetime)->lifetime;
        const auto observed = std::to_string(tickets.size()) + " tickets, of at most " +
                              std::to_string(longest) + " seconds";
        return longest > seven_days
                   ? conformance::fail("lives-too-long", expected, observed, engine.answer.frames)
                   : conformance::pass("short-lived", expected, observed, engine.answer.frames);
    });
}

// Ours, and from then on our next keys.
void update_keys(Engine& engine, std::uint8_t request)
{
    engine.send(handshake(KeyUpdate{request}, engine.session.dialect()));
    change_to_next_keys(engine);
}

void ask_something(Engine& engine)
{
    engine.send_application_data(http_question());
}

// The same, where nobody updates any keys.
Engine without_update(Bench& bench, const Suites& suites)
{
    Engine engine{bench};
    establish_tls_1_3(engine, engine.client_hello(tls_1_3, suites));
    ask_something(engine);
    engine.receive_all();
    return engine;
}

bool is_unreadable(const Engine& engine)
{
    return engine.answer.end == Answer::End::not_tls;
}

bool answers_readably(Bench& bench, const Suites& suites)
{
    const auto engine = without_update(bench, suites);
    return is_http_answer(engine.plaintext) && !is_unreadable(engine);
}

// What follows the answer is under the server's next keys, where anything follows.
Finding judge_what_follows(Bench& bench, Engine& engine, const Suites& suites,
                           const std::string& expected)
{
    engine.receive_all();
    const auto& updates = engine.session.key_updates;
    const auto& answer = engine.answer;
    if (is_unreadable(engine) && answers_readably(bench, suites)) {
        return conformance::fail("old-keys", expected,
                                 "a KeyUpdate, and what follows is not under the next keys",
                                 answer.frames);
    }
    // Its own wish to update may have crossed ours: only application data shows what was due before.
    if (is_http_answer(engine.plaintext) &&
        std::ranges::find(updates, update_not_requested) == updates.end() &&
        !speaks_unasked(bench, suites)) {
        return conformance::fail("asks-again", expected,
                                 "a KeyUpdate that asks for one, and none that does not",
                                 answer.frames);
    }
    return is_unreadable(engine)
               ? conformance::inconclusive("unreadable", expected,
                                           "what follows cannot be opened, nor without a KeyUpdate",
                                           answer.frames)
               : conformance::pass("answered", expected,
                                   is_http_answer(engine.plaintext)
                                       ? "a KeyUpdate, and application data under the next keys"
                                       : "a KeyUpdate",
                                   answer.frames);
}

// A KeyUpdate that asks for one is answered with one that asks for none before the next application
// data, which is under the next keys.
Finding key_update_is_answered(Bench& bench)
{
    const std::string expected = "a KeyUpdate that asks for none before the next application data";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Engine engine{bench};
        establish_tls_1_3(engine, engine.client_hello(tls_1_3, suites));
        update_keys(engine, update_requested);
        ask_something(engine);
        const bool updated = engine.receive_until({HandshakeType::key_update}).has_value();
        const auto& answer = engine.answer;
        if (is_http_answer(engine.plaintext) && speaks_unasked(bench, suites)) {
            return conformance::inconclusive("speaks-unasked", expected,
                                             "application data that comes unasked", answer.frames);
        }
        if (is_http_answer(engine.plaintext)) {
            return conformance::fail("not-answered", expected,
                                     "application data under the old keys", answer.frames);
        }
        if (updated) {
            return judge_what_follows(bench, engine, suites, expected);
        }
        const auto complaint = complaint_of(answer);
        return complaint && complaint_of(without_update(bench, suites).answer) != complaint
                   ? conformance::fail(reaction_of(answer), expected, answer.ending(),
                                       answer.frames)
                   : nothing_to_judge(expected, "no application data: " + answer.ending(), answer);
    });
}

// A KeyUpdate of another value than those for asking and not asking ends the connection with
// illegal_parameter.
Finding key_update_of_another_value_is_refused(Bench& bench)
{
    const std::string expected = "it ends the connection";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::illegal_parameter), "RFC 8446, Section 4.6.3"};
        Engine engine{bench};
        establish_tls_1_3(engine, lasting_hello(engine, suites));
        update_keys(engine, unknown_request);
        refusals.hear("request_update of 2", engine, Proof::goes_on);
        return refusals.finding(expected);
    });
}

const std::array table{
    Probe{"rfc8446/4.6.1/ticket-lifetime", tickets_are_short_lived,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/4.6.3/key-update-answered", key_update_is_answered,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/4.6.3/key-update-value", key_update_of_another_value_is_refused,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_6_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
