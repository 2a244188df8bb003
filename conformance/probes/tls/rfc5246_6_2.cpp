// RFC 5246, Section 6.2: Record Layer.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/http_question.h"
#include "probes/tls/tables.h"
#include "wire/tls/narrate.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

bool is_cbc(const peers::tls::Suite& suite)
{
    return suite.cipher.mode == crypto::TlsCipher::Mode::cbc;
}

// The last octet before encryption counts the ones of padding before it; the MAC stands before
// those.
void spoil_padding(Octets& octets)
{
    octets[octets.size() - 2] ^= 1;
}

void spoil_mac(Octets& octets)
{
    octets[octets.size() - 2 - octets.back()] ^= 1;
}

Finding reaction_to(Bench& bench, const Offer& offer, void (*spoil)(Octets&),
                    const std::string& expected)
{
    Engine engine{bench};
    reach_finished(engine, engine.client_hello(offer.version, {offer.suite}));
    engine.records.sending->alter = spoil;
    engine.send(engine.finished());
    return expect_refusal(bench, engine, named(AlertDescription::bad_record_mac),
                          "RFC 5246, Sections 6.2.3.2 and 7.2.2", expected);
}

bool is_refused_rightly(const Finding& finding)
{
    return finding.verdict == Verdict::pass && finding.advisories.empty();
}

// A wrong MAC and wrong padding of a CBC record are both answered with bad_record_mac.
Finding cbc_errors_are_alike(Bench& bench)
{
    const auto expected = "a wrong MAC and wrong padding are refused with bad_record_mac";
    const auto offer = completing_offer(bench, is_cbc);
    if (!offer) {
        return nothing_to_judge(expected, "no CBC suite is selected", {});
    }
    if (offer->version < tls_1_1) {
        return nothing_to_judge(
            expected, "TLS 1.0 is spoken, which had an alert of its own for wrong padding", {});
    }
    const auto mac = reaction_to(bench, *offer, spoil_mac, expected);
    if (mac.verdict != Verdict::pass) {
        return mac;
    }
    auto padding = reaction_to(bench, *offer, spoil_padding, expected);
    padding.frames.insert(padding.frames.begin(), mac.frames.begin(), mac.frames.end());
    padding.observed = "wrong MAC: " + mac.observed + "; wrong padding: " + padding.observed;
    if (padding.code == "another-alert" && is_refused_rightly(mac)) {
        padding.code = "told-apart";
    } else if (padding.verdict == Verdict::pass &&
               is_refused_rightly(mac) != is_refused_rightly(padding)) {
        padding.advisories.push_back({"told-apart",
                                      "one of the two is refused with an alert, the other without",
                                      "RFC 5246, Section 6.2.3.2"});
    }
    return padding;
}

// A handshake message spread over many records is put together again.
Finding fragments_are_put_together(Bench& bench)
{
    const auto offer = completing_offer(bench);
    Answer answer;
    // The last cuts the header of a message in two.
    for (const std::size_t largest : {64U, 16U, 3U}) {
        const auto expected =
            "the handshake completes in records of " + std::to_string(largest) + " octets";
        Engine engine{bench};
        engine.records.largest = largest;
        answer = drive(engine, engine.client_hello(offer.version, {offer.suite}));
        if (answer.drive != Answer::Drive::complete) {
            const auto code = answer.selected() ? answer.code() : reaction_of(answer);
            return fail(bench, answer, code, expected);
        }
        take_leave(engine, bench.patience);
    }
    return pass(bench, answer, "the handshake completes in records of 64, 16 and 3 octets");
}

// Each record of the server bears the version that its ServerHello selected.
Finding records_bear_the_version(Bench& bench)
{
    const auto offer = completing_offer(bench);
    const auto expected = "only records of " + version_name(offer.version);
    Engine engine{bench};
    const auto answer = drive(engine, engine.client_hello(offer.version, {offer.suite}));
    if (answer.drive != Answer::Drive::complete) {
        throw Unmet{"the handshake that completed before does not any more: " +
                    answer.text(bench.registries)};
    }
    // What it says of this is protected, as its Finished was.
    engine.send_application_data(http_question());
    engine.records.flush();
    engine.records.be_brief(bench.patience.quiet);
    engine.receive_all();
    take_leave(engine, bench.patience);
    for (const auto version : engine.records.versions_heard) {
        if (version != answer.version()) {
            return fail(bench, answer, "another-version",
                        expected + ", and not of " + version_name(version));
        }
    }
    return pass(bench, answer, expected);
}

// Several handshake messages in one record are all read.
Finding messages_of_one_record_are_read(Bench& bench)
{
    const std::string expected =
        "the handshake completes with Certificate and ClientKeyExchange in one record";
    const auto offer = completing_offer(bench);
    Engine engine{bench};
    greet(engine, engine.client_hello(offer.version, {offer.suite}));
    if (!engine.session.certificate_requested) {
        return nothing_to_judge(
            expected, "no client certificate is asked for: no two messages follow each other",
            engine.answer);
    }
    const auto exchange = engine.client_key_exchange();
    if (!exchange) {
        throw Unmet{engine.problem};
    }
    engine.send_together({engine.certificate(), *exchange});
    engine.change_cipher_spec();
    engine.send(engine.finished());
    if (engine.receive_until({HandshakeType::finished})) {
        return conformance::pass("accepted", expected, "the handshake completes",
                                 engine.answer.frames);
    }
    auto finding = conformance::fail(reaction_of(engine.answer), expected, engine.answer.ending(),
                                     engine.answer.frames);
    finding.rests_on_absence = engine.answer.end != Answer::End::alert;
    return finding;
}

const std::array table{
    Probe{"rfc5246/6.2.1/record-version", records_bear_the_version, &tls_handshake_completes},
    Probe{"rfc5246/6.2.1/coalesced-handshake-accepted", messages_of_one_record_are_read,
          &tls_handshake_completes},
    Probe{"rfc5246/6.2.1/fragmented-handshake-accepted", fragments_are_put_together,
          &tls_handshake_completes},
    Probe{"rfc5246/6.2.3.2/cbc-errors-alike", cbc_errors_are_alike, &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc5246_6_2_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
