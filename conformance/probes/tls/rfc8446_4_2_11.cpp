// RFC 8446, Section 4.2.11: Pre-Shared Key Extension.

#include <array>

#include "probes/tls/handshake.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using peers::tls::Resumption;

// A pre_shared_key extension that is not the last fails the handshake with illegal_parameter.
Finding misplaced_pre_shared_key_is_refused(Bench& bench)
{
    const std::string expected = "a hello whose pre_shared_key is not the last is refused";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, AlertDescription::illegal_parameter, "RFC 8446, Section 4.2.11"};
        auto hello = Client{bench}.hello(tls_1_3, suites);
        hello.extensions.add(pre_shared_key(bench.random.octets(32), 0, bench.random.octets(32)));
        hello.extensions.add(psk_with_dhe());
        refusals.ask("psk_key_exchange_modes behind it", hello);
        return refusals.finding(expected);
    });
}

// The newest ticket of a connection of its own.
std::optional<Resumption> ticket(Bench& bench, const Suites& suites)
{
    Engine engine{bench};
    establish_tls_1_3(engine, lasting_hello(engine, suites));
    engine.records.flush();
    engine.records.be_brief(bench.patience.quiet);
    engine.receive_all();
    return peers::tls::resumption(engine);
}

bool resumes(Bench& bench, const Resumption& earlier)
{
    Engine engine{bench};
    const auto hello = engine.resuming(engine.client_hello(tls_1_3, {earlier.suite}), earlier);
    return drive(engine, hello).drive == Answer::Drive::complete && engine.session.resumed;
}

Finding judged(Bench& bench, const Engine& engine, const std::string& expected)
{
    const auto& answer = engine.answer;
    if (engine.session.resumed) {
        return conformance::fail("accepted", expected, "the session is resumed", answer.frames);
    }
    if (answer.selected()) {
        return conformance::pass("full-handshake", expected, "a full handshake is begun",
                                 answer.frames);
    }
    const bool has_ended = answer.end == Answer::End::alert || answer.end == Answer::End::closed ||
                           answer.end == Answer::End::reset;
    const auto observed = answer.text(bench.registries);
    auto finding =
        has_ended
            ? conformance::pass(reaction_of(answer), expected, observed, answer.frames)
            : conformance::inconclusive(reaction_of(answer), expected, observed, answer.frames);
    finding.rests_on_absence = answer.is_absence();
    return finding;
}

// A pre-shared key whose binder is missing or wrong is not used: the handshake is aborted.
Finding wrong_binder_is_refused(Bench& bench)
{
    const std::string expected = "no resumption with one bit of the binder changed";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        const auto first = ticket(bench, suites);
        if (!first || !resumes(bench, *first)) {
            return nothing_to_judge(expected, first ? "no session is resumed" : "no ticket comes",
                                    {});
        }
        const auto second = ticket(bench, suites);
        if (!second) {
            throw Unmet{"no second ticket comes"};
        }
        Engine engine{bench};
        auto hello = engine.resuming(engine.client_hello(tls_1_3, {second->suite}), *second);
        hello.extensions.list.back().data.back() ^= 1;
        (void)peers::tls::exchange_hellos(engine, hello);
        return judged(bench, engine, expected);
    });
}

const std::array table{
    Probe{"rfc8446/4.2.11/pre-shared-key-last", misplaced_pre_shared_key_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/4.2.11/wrong-binder-refused", wrong_binder_is_refused,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_2_11_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
