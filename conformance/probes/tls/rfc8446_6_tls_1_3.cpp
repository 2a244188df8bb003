// RFC 8446, Section 6: Alert Protocol; what of it TLS 1.3 alone demands.

#include <array>

#include "probes/tls/refusals.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/unreadable_hellos.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

void ask_with_hellos(Bench& bench, const Suites& suites, Refusals& refusals)
{
    for (const auto& mutation : unreadable_hellos()) {
        auto hello = Client{bench}.hello(tls_1_3, suites);
        mutation.apply(hello);
        refusals.ask(mutation.name, hello);
    }
}

// Whose verify_data has an octet more, or less, than the hash of the suite. It is incorrect as
// well, for which Section 4.4.4 names decrypt_error.
void finish_with(Bench& bench, const Suites& suites, Refusals& refusals, bool is_longer)
{
    Engine engine{bench};
    reach_tls_1_3_finished(engine, lasting_hello(engine, suites));
    auto data = std::get<Opaque>(engine.finished().body).data;
    is_longer ? data.push_back(0) : data.pop_back();
    engine.send(handshake(Finished{data}, engine.session.dialect()));
    engine.protect_sending(engine.session.client_application_traffic);
    refusals.hear(is_longer ? "a Finished that is too long" : "a Finished that is too short",
                  engine, Proof::answers_finished, AlertDescription::decrypt_error);
}

// Under the next keys from then on: who takes it goes on.
void update_without_a_value(Bench& bench, const Suites& suites, Refusals& refusals)
{
    Engine engine{bench};
    establish_tls_1_3(engine, lasting_hello(engine, suites));
    engine.send({static_cast<std::uint8_t>(HandshakeType::key_update), Opaque{}, {}});
    change_to_next_keys(engine);
    const auto reaction = reaction_behind(bench, engine, Proof::goes_on);
    if (reaction != Reaction::unclear) {
        refusals.note("a KeyUpdate without a value", engine.answer, reaction);
    }
}

// In TLS 1.3, a message whose lengths do not fit its syntax ends the connection with decode_error.
Finding unreadable_message_is_refused(Bench& bench)
{
    const std::string expected = "each ends the connection";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::decode_error), "RFC 8446, Section 6"};
        ask_with_hellos(bench, suites, refusals);
        finish_with(bench, suites, refusals, true);
        finish_with(bench, suites, refusals, false);
        update_without_a_value(bench, suites, refusals);
        return refusals.finding(expected);
    });
}

const std::array table{
    Probe{"rfc8446/6/unreadable-message-refused", unreadable_message_is_refused,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_6_tls_1_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
