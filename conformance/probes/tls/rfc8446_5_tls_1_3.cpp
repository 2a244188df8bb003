// RFC 8446, Section 5: Record Protocol; what of it TLS 1.3 alone demands. What is sent stands in
// the place of the client's Finished, or before it, so that who takes it goes on.

#include <array>

#include "probes/tls/refusals.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint8_t unknown_type = 99;
constexpr std::size_t longest_protected = largest_fragment + 256;

Record in_the_clear(std::uint8_t type, const Octets& fragment)
{
    Record record;
    record.type = type;
    record.fragment = fragment;
    return record;
}

Record compatible_change()
{
    return in_the_clear(static_cast<std::uint8_t>(ContentType::change_cipher_spec), {1});
}

struct Stimulus {
    const char* name;
    Record (*record)(Engine&);
    Refusals::Alternative as_well = {};
};

const std::array unexpected{
    // Who opens it first finds that it does not verify: no sentence orders the two.
    Stimulus{"an unknown type in the clear",
             [](Engine&) { return in_the_clear(unknown_type, Octets(16, 1)); },
             AlertDescription::bad_record_mac},
    Stimulus{"an unknown type, protected",
             [](Engine& engine) {
                 return engine.records.sealed(ContentType{unknown_type}, Octets(16, 1));
             }},
    Stimulus{"a protected change_cipher_spec",
             [](Engine& engine) {
                 return engine.records.sealed(ContentType::change_cipher_spec, Octets{1});
             }},
    Stimulus{"a change_cipher_spec of 2", [](Engine&) { return in_the_clear(20, {2}); }},
    Stimulus{"a change_cipher_spec of two octets",
             [](Engine&) {
                 return in_the_clear(20, {1, 1});
             }},
};

const std::array nothing_but_padding{
    Stimulus{"seventeen zeros",
             [](Engine& engine) { return engine.records.sealed(ContentType{0}, Octets(16)); }},
};

const std::array empty{
    Stimulus{"an empty handshake record",
             [](Engine& engine) { return engine.records.sealed(ContentType::handshake, {}); }},
    Stimulus{"an empty alert record",
             [](Engine& engine) { return engine.records.sealed(ContentType::alert, {}); }},
};

// Each before a Finished that is in order.
template <std::size_t Count>
Finding refused(Bench& bench, const std::string& expected, const char* source,
                const std::array<Stimulus, Count>& stimuli)
{
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::unexpected_message), source};
        for (const auto& [name, record, as_well] : stimuli) {
            Engine engine{bench};
            reach_tls_1_3_finished(engine, lasting_hello(engine, suites));
            engine.records.send(record(engine));
            engine.send(engine.finished());
            refusals.hear(name, engine, Proof::answers_finished, as_well);
        }
        return refusals.finding(expected);
    });
}

// A record of an unexpected type, and a change_cipher_spec that is protected or not the octet 1,
// ends the connection with unexpected_message.
Finding unexpected_record_is_refused(Bench& bench)
{
    return refused(bench, "each ends the connection", "RFC 8446, Section 5", unexpected);
}

// A change_cipher_spec record after the client's Finished ends the connection with
// unexpected_message.
Finding late_change_is_refused(Bench& bench)
{
    const std::string expected = "it ends the connection";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::unexpected_message),
                          "RFC 8446, Section 5"};
        Engine engine{bench};
        establish_tls_1_3(engine, lasting_hello(engine, suites));
        engine.records.send(compatible_change());
        refusals.hear("a change_cipher_spec behind the Finished", engine, Proof::goes_on);
        return refusals.finding(expected);
    });
}

// A protected record that holds nothing but padding ends the connection with unexpected_message.
Finding all_zero_plaintext_is_refused(Bench& bench)
{
    return refused(bench, "it ends the connection", "RFC 8446, Section 5.4", nothing_but_padding);
}

// A protected handshake or alert record without content ends the connection with
// unexpected_message.
Finding empty_record_is_refused(Bench& bench)
{
    return refused(bench, "each ends the connection", "RFC 8446, Section 5.4", empty);
}

// How the server takes one that comes with the hello.
Finding change_with_the_hello(Bench& bench, const Suites& suites, const std::string& expected)
{
    Engine engine{bench};
    engine.send(lasting_hello(engine, suites));
    engine.records.send(compatible_change());
    bool is_greeted = engine.receive_until({HandshakeType::server_hello}).has_value();
    if (is_greeted && engine.session.retry) {
        engine.send(engine.second_hello());
        is_greeted = engine.receive_until({HandshakeType::server_hello}).has_value();
    }
    if (is_greeted && engine.receive_until({HandshakeType::finished})) {
        finish_greeting(engine);
        engine.send(engine.finished());
        return expect_going_on(bench, engine, expected);
    }
    return refused_where_lawful(engine.answer, expected);
}

// A change_cipher_spec record of the octet 1, in the clear and before the client's Finished, is
// dropped.
Finding compatible_change_is_dropped(Bench& bench)
{
    const std::string expected = "a handshake that goes on after one that comes with the hello";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        auto finding = change_with_the_hello(bench, suites, expected);
        if (finding.verdict != Verdict::pass) {
            return finding;
        }
        Engine engine{bench};
        reach_tls_1_3_finished(engine, lasting_hello(engine, suites));
        engine.records.send(compatible_change());
        engine.records.send(compatible_change());
        engine.send(engine.finished());
        if (expect_going_on(bench, engine, expected).verdict != Verdict::pass) {
            // One is all that a client has use for; who minds more minds floods.
            finding.advisories.push_back(
                {"not-thrice", "three of them are refused", "RFC 8446, Section 5"});
        }
        return finding;
    });
}

// Zeros behind the content type of a protected record are padding, and no part of its content.
Finding padding_is_accepted(Bench& bench)
{
    const std::string expected = "a handshake that goes on after a Finished with padding";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Engine engine{bench};
        reach_tls_1_3_finished(engine, lasting_hello(engine, suites));
        engine.records.sending->alter = [](Octets& inner) { inner.resize(inner.size() + 200); };
        engine.send(engine.finished());
        return expect_going_on(bench, engine, expected);
    });
}

Octets hello_in_one_record(Bench& bench, const Suites& suites)
{
    constexpr std::uint16_t padding_type = 21;  // RFC 7685
    auto hello = Client{bench}.hello(tls_1_3, suites);
    hello.extensions.add({padding_type, Octets(largest_fragment), {}});
    auto record =
        in_the_clear(static_cast<std::uint8_t>(ContentType::handshake), encode(handshake(hello)));
    record.version = tls_1_0;
    return encode(record);
}

std::size_t octets_of_tag(const Engine& engine)
{
    const bool is_short = engine.session.suite.cipher.name.find("CCM(8") != std::string::npos;
    return is_short ? 8 : 16;
}

// A plaintext record of more than 16384 octets, or a protected one of more than 16640, ends the
// connection with record_overflow.
Finding long_record_is_refused(Bench& bench)
{
    const std::string expected = "each ends the connection";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::record_overflow),
                          "RFC 8446, Sections 5.1 and 5.2"};
        refusals.ask("a hello in one long record", hello_in_one_record(bench, suites));
        Engine engine{bench};
        reach_tls_1_3_finished(engine, lasting_hello(engine, suites));
        const auto size = longest_protected + 1 - octets_of_tag(engine);
        engine.records.sending->alter = [size](Octets& inner) { inner.resize(size); };
        engine.send(engine.finished());
        refusals.hear("a Finished with much padding", engine, Proof::answers_finished);
        return refusals.finding(expected);
    });
}

const std::array table{
    Probe{"rfc8446/5/unexpected-record-refused", unexpected_record_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/5/late-change-refused", late_change_is_refused, &tls_1_3_handshake_completes},
    Probe{"rfc8446/5/compatible-change-dropped", compatible_change_is_dropped,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/5.1/record-overflow", long_record_is_refused, &tls_1_3_handshake_completes},
    Probe{"rfc8446/5.4/all-zero-plaintext-refused", all_zero_plaintext_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/5.4/empty-record-refused", empty_record_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/5.4/padding-accepted", padding_is_accepted, &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_5_tls_1_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
