#include "probes/tls/tls_1_3.h"

#include <algorithm>

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

bool is_tls_1_3(const Answer& answer)
{
    return answer.selected() && answer.version() >= tls_1_3;
}

std::optional<std::string> not_excused(const Target& target)
{
    return tls_hello_is_accepted.excused(target);
}

std::optional<std::string> not_accepted(const Learned& learned)
{
    return tls_hello_is_accepted.missing(learned);
}

bool completes_again(Bench& bench)
{
    const auto answer = peers::tls::complete(bench, tls_1_3, candidates(bench));
    return is_tls_1_3(answer) ? answer.drive == Answer::Drive::complete
                             : tls_handshake_completes.holds(bench);
}

void add(std::string& list, const std::string& name)
{
    list += (list.empty() ? "" : ", ") + name;
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
        return nothing_to_judge(expected, "TLS 1.3 is not spoken: " + answer.text(bench.registries),
                                answer);
    }
    if (answer.drive != Answer::Drive::complete) {
        throw Unmet{"no handshake of TLS 1.3 completes: " + answer.text(bench.registries)};
    }
    return experiment(suites);
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
    engine.records.flush();
    engine.records.be_brief(bench.patience.quiet);
    engine.receive_all();
    const auto& answer = engine.answer;
    if (answer.end == End::silence) {
        return conformance::pass("accepted", expected, "the connection goes on", answer.frames);
    }
    return refused_where_lawful(answer, expected);
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

void Refusals::ask(const std::string& name, const ClientHello& hello)
{
    ask(name, peers::tls::octets_of(hello, tls_1_0));
}

void Refusals::ask(const std::string& name, View octets)
{
    const auto answer = Client{bench_}.ask_octets(octets, peers::tls::whole_patience(bench_.patience));
    judge(name, answer, answer.selected());
}

void Refusals::hear(const std::string& name, Engine& engine)
{
    engine.receive_all();
    judge(name, engine.answer, engine.answer.end == End::silence);
}

void Refusals::judge(const std::string& name, const Answer& answer, bool accepted)
{
    details_.push_back(name + ": " + (accepted ? "accepted" : reaction_of(answer)));
    frames_.insert(frames_.end(), answer.frames.begin(), answer.frames.end());
    const bool says_goodbye =
        answer.end == End::alert &&
        answer.alert.description == static_cast<std::uint8_t>(AlertDescription::close_notify);
    if (accepted) {
        return add(accepted_, name);
    }
    if (says_goodbye || answer.end == End::closed || answer.end == End::reset) {
        rests_on_absence_ = true;
        return add(unsaid_, name);
    }
    if (answer.end != End::alert) {
        return add(unclear_, name);
    }
    if (wanted_ && answer.alert.description != static_cast<std::uint8_t>(*wanted_)) {
        add(otherwise_, name + " with " + alert_name(answer.alert.description));
    }
}

Finding Refusals::finding(const std::string& expected) const
{
    const auto attempts =
        std::to_string(details_.size()) + (details_.size() == 1 ? " attempt" : " attempts");
    Finding finding;
    if (!accepted_.empty()) {
        finding = conformance::fail("accepted", expected, "accepted: " + accepted_, frames_);
    } else if (!unclear_.empty()) {
        finding = conformance::inconclusive("unclear", expected,
                                            "neither accepted nor refused: " + unclear_, frames_);
    } else {
        finding = conformance::pass("refused", expected, attempts + ", none accepted", frames_);
    }
    finding.details = details_;
    finding.rests_on_absence = rests_on_absence_;
    if (!unsaid_.empty()) {
        finding.advisories.push_back({"no-alert", "refused without an alert: " + unsaid_, source_});
    }
    if (!otherwise_.empty()) {
        finding.advisories.push_back({"another-alert",
                                      "refused, but not with " +
                                          alert_name(static_cast<std::uint8_t>(*wanted_)) + ": " +
                                          otherwise_,
                                      source_});
    }
    return finding;
}

}  // namespace conformance::probes::tls
