#include "probes/tls/handshake.h"

#include <algorithm>
#include <utility>

#include "probes/tls/aftermath.h"
#include "probes/tls/expect.h"
#include "probes/tls/policy.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using End = Answer::End;

constexpr auto not_negotiated = "not-negotiated";

bool is_any(const peers::tls::Suite&)
{
    return true;
}

// What the gateway is known for, then the edition's, then what servers usually have.
Suites candidates(const Bench& bench, const Wanted& wanted)
{
    Suites all;
    const auto known = peers::tls::read_offer(bench.learned_or_empty(learned_hello));
    if (known && known->version <= tls_1_2) {
        all.push_back(known->suite);
    }
    for (const auto& list : {suites_at(tls_1_2, bench.edition, bench.registries),
                             peers::tls::usual_suites_at(tls_1_2, bench.registries)}) {
        for (const auto suite : list) {
            if (!peers::tls::contains(all, suite)) {
                all.push_back(suite);
            }
        }
    }
    std::erase_if(all, [&](std::uint16_t number) {
        const auto suite = peers::tls::drivable(number, bench.registries);
        return !suite || !wanted(*suite);
    });
    return all;
}

std::uint16_t highest_version(const Bench& bench)
{
    const auto known = peers::tls::read_offer(bench.learned_or_empty(learned_hello));
    return known ? std::min(known->version, tls_1_2) : tls_1_2;
}

std::optional<std::string> not_excused(const Target& target)
{
    return tls_hello_is_accepted.excused(target);
}

std::optional<std::string> not_accepted(const Learned& learned)
{
    return tls_hello_is_accepted.missing(learned);
}

// Where no handshake up to TLS 1.2 ever completed, that a hello is accepted shows that the gateway
// lives: it may speak TLS 1.3 alone, or demand a client certificate.
bool completes_again(Bench& bench)
{
    const auto completes = [&] {
        try {
            return completing_offer(bench, is_any).has_value();
        } catch (const Unmet&) {
            return false;
        }
    };
    return completes() || tls_hello_is_accepted.holds(bench);
}

}  // namespace

const Control tls_handshake_completes{"a whole handshake succeeds", not_excused, not_accepted,
                                      completes_again, true};

std::optional<Offer> completing_offer(Bench& bench, const Wanted& wanted)
{
    const auto answer =
        peers::tls::complete(bench, highest_version(bench), candidates(bench, wanted));
    if (proves_nothing(answer)) {
        throw Unmet{"no hello could be put to the gateway: " + answer.text(bench.registries)};
    }
    if (!answer.selected()) {
        return std::nullopt;
    }
    if (answer.drive != Answer::Drive::complete) {
        throw Unmet{"no handshake completes: " + answer.text(bench.registries)};
    }
    return Offer{answer.version(), answer.suite()};
}

std::optional<Offer> selected_offer(Bench& bench, const Wanted& wanted)
{
    const auto answer = Client{bench}.ask(highest_version(bench), candidates(bench, wanted));
    if (!answer.selected() || answer.version() > tls_1_2) {
        return std::nullopt;
    }
    return Offer{answer.version(), answer.suite()};
}

Offer completing_offer(Bench& bench)
{
    const auto offer = completing_offer(bench, is_any);
    if (!offer) {
        throw Unmet{"no handshake up to TLS 1.2 completes: no suite is selected"};
    }
    return *offer;
}

bool is_signed_exchange(const peers::tls::Suite& suite)
{
    return suite.is_signed && suite.exchange != Exchange::rsa && suite.exchange != Exchange::other;
}

bool is_elliptic(const peers::tls::Suite& suite)
{
    return suite.exchange == Exchange::ecdhe;
}

void greet(Engine& engine, const ClientHello& hello)
{
    engine.send(hello);
    if (!engine.receive_until({HandshakeType::server_hello_done})) {
        throw Unmet{"the handshake that was accepted before is not any more: " +
                    engine.answer.ending()};
    }
}

void reach_finished(Engine& engine, const ClientHello& hello)
{
    greet(engine, hello);
    if (engine.session.certificate_requested) {
        engine.send(engine.certificate());
    }
    const auto exchange = engine.client_key_exchange();
    if (!exchange) {
        throw Unmet{engine.problem};
    }
    engine.send(*exchange);
    engine.change_cipher_spec();
}

std::string reaction_of(const Answer& answer)
{
    Answer told;
    told.end = answer.end;
    told.alert = answer.alert;
    return told.code();
}

Finding expect_refusal(const Bench& bench, Engine& engine, DueAlert due, const char* source,
                       const std::string& expected)
{
    const bool went_on = engine.receive_until({HandshakeType::finished}).has_value();
    const auto& answer = engine.answer;
    const auto observed = answer.text(bench.registries);
    if (went_on) {
        return conformance::fail("accepted", expected, "the server goes on with its own Finished",
                                 answer.frames);
    }
    if (answer.end != End::alert && !is_mute_end(answer)) {
        return conformance::inconclusive(reaction_of(answer), expected, observed, answer.frames);
    }
    auto finding = conformance::pass(reaction_of(answer), expected, observed, answer.frames);
    const auto number = static_cast<std::uint8_t>(due.description);
    Advisory flaw;
    bool is_fail = false;
    if (is_mute_end(answer)) {
        flaw = {"no-alert", "refused without the alert " + alert_name(number), source};
        // A reset may overtake what was sent before it.
        is_fail = due.must_be_sent && answer.end != End::reset;
        finding.rests_on_absence = is_fail;
    } else if (answer.alert.description != number) {
        flaw = {"another-alert",
                "refused with " + alert_name(answer.alert.description) + " instead of " +
                    alert_name(number),
                source};
        is_fail = due.named_by_the_clause;
    } else {
        return finding;
    }
    if (!is_fail) {
        finding.advisories.push_back(flaw);
        return finding;
    }
    finding.verdict = Verdict::fail;
    finding.code = flaw.code;
    finding.observed = flaw.text;
    return finding;
}

Finding nothing_to_judge(std::string expected, std::string observed, const Answer& answer)
{
    auto finding = conformance::pass(not_negotiated, std::move(expected), std::move(observed),
                                     answer.frames);
    finding.rests_on_absence = answer.is_absence();
    return finding;
}

bool is_nothing_to_judge(const Finding& finding)
{
    return finding.code == not_negotiated;
}

}  // namespace conformance::probes::tls
