// RFC 8446, Section 5: Record Protocol; what of it TLS 1.2 has as well.

#include <array>
#include <optional>

#include "probes/tls/behind_the_handshake.h"
#include "probes/tls/every_version.h"
#include "probes/tls/http_question.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr auto expected = "a record with one bit of its tag changed ends the connection";

bool is_aead(const peers::tls::Suite& suite)
{
    return suite.cipher.is_aead();
}

void send_altered_finished(Engine& engine)
{
    send_altered(engine, ContentType::handshake, encode(engine.finished()));
}

Finding reaction_in_tls_1_2(Bench& bench, const Offer& offer)
{
    Engine engine{bench};
    reach_finished(engine, engine.client_hello(offer.version, {offer.suite}));
    send_altered_finished(engine);
    return expect_refusal(bench, engine, demanded(AlertDescription::bad_record_mac),
                          "RFC 5246, Section 6.2.3.3", expected);
}

// Behind the handshake the server may end the connection for reasons of its own, or say something
// unasked: what it would do anyway is no flaw.
std::optional<Finding> flaw_behind_the_handshake(Bench& bench, const Offer& offer)
{
    using End = Answer::End;
    const auto altered = heard_behind(bench, offer, [](Engine& engine) {
        send_altered(engine, ContentType::application_data, http_question());
    });
    if (!altered) {
        return {};
    }
    const auto& answer = altered->answer;
    const auto flaw = [&](const char* code, const std::string& what) {
        return conformance::fail(code, expected, "altered application data: " + what,
                                 answer.frames);
    };
    if (answer.end == End::silence && !is_http_answer(altered->plaintext)) {
        const auto reads_on =
            heard_behind(bench, offer, [](Engine& engine) { engine.close_notify(); });
        return reads_on && reads_on->answer.end != End::silence
                   ? std::optional{resting_on_absence(
                         flaw("accepted", "the connection stays open, and close_notify ends it"))}
                   : std::nullopt;
    }
    const auto complaint = complaint_of(answer);
    const bool is_answered = is_http_answer(altered->plaintext);
    const bool is_due = complaint == static_cast<std::uint8_t>(AlertDescription::bad_record_mac);
    if (!is_answered && (!complaint || is_due)) {
        return {};
    }
    const auto usual = heard_behind(bench, offer, [](Engine&) {});
    if (!usual) {
        return {};
    }
    if (is_answered && !is_http_answer(usual->plaintext)) {
        return flaw("accepted", "it is answered");
    }
    return complaint && !is_due && complaint != complaint_of(usual->answer)
               ? std::optional{flaw("another-alert", alert_name(*complaint))}
               : std::nullopt;
}

Finding up_to_tls_1_2(Bench& bench)
{
    const auto offer = completing_offer(bench, is_aead);
    if (!offer) {
        return nothing_to_judge(expected, "no AEAD suite of TLS 1.2 is selected", {});
    }
    auto finding = reaction_in_tls_1_2(bench, *offer);
    if (finding.code == "no-alert") {
        finding = reaction_in_tls_1_2(bench, *offer);  // closed for want of room, perhaps
    }
    return finding.verdict == Verdict::pass
               ? flaw_behind_the_handshake(bench, *offer).value_or(finding)
               : finding;
}

Finding in_tls_1_3(Bench& bench)
{
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::bad_record_mac), "RFC 8446, Section 5.2"};
        Engine engine{bench};
        reach_tls_1_3_finished(engine, lasting_hello(engine, suites));
        send_altered_finished(engine);
        refusals.hear("the record of the Finished", engine, Proof::answers_finished);
        Engine established{bench};
        establish_tls_1_3(established, lasting_hello(established, suites));
        send_altered(established, ContentType::application_data, http_question());
        const auto behind = reaction_behind(bench, established, Proof::goes_on);
        const bool is_answered =
            is_http_answer(established.plaintext) && !speaks_unasked(bench, suites);
        const auto reaction = is_answered ? Reaction::accepted : behind;
        if (reaction != Reaction::unclear) {
            refusals.note("a record of application data", established.answer, reaction);
        }
        return refusals.finding(expected);
    });
}

// A protected record that does not verify ends the connection with bad_record_mac.
Finding altered_record_is_refused(Bench& bench)
{
    return in_every_version(bench, up_to_tls_1_2, in_tls_1_3);
}

const std::array table{
    Probe{"rfc8446/5.2/altered-record-refused", altered_record_is_refused,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_5_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
