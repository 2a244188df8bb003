// RFC 8446, Section 4.1.1: Cryptographic Negotiation; what of it holds for every version.

#include <array>
#include <string>
#include <vector>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint16_t unassigned = 0xefef;  // as suite, group and signature scheme

// How hellos were taken that have something in common with no server.
class Aborts {
public:
    explicit Aborts(Bench& bench) : bench_{bench} {}

    void ask(const std::string& name, const ClientHello& hello)
    {
        const auto answer = Client{bench_}.ask(hello);
        note(name, answer, reaction_of(answer), answer.text(bench_.registries));
        if (answer.selected()) {
            return fail("selected-not-offered");
        }
        if (answer.end != Answer::End::alert) {
            return end_without_alert(answer);
        }
        if (!is_named(answer)) {
            return fail(answer.code());
        }
        if (answer.alert.level != alert_fatal) {
            lines_.back() += " at level " + std::to_string(answer.alert.level);
            fail("not-fatal");
        }
    }

    // Who has no certificate for the client's algorithms may send one of its choice all the same:
    // RFC 8446, Sections 4.4.2.2 and 4.4.3.
    void ask_without_signature(const std::string& name, std::uint16_t suite)
    {
        Engine engine{bench_};
        auto hello = engine.client_hello(tls_1_3, {suite});
        replace(hello, signature_algorithms({unassigned}));
        const bool goes_on = peers::tls::exchange_hellos(engine, hello) &&
                             engine.receive_until({HandshakeType::finished}).has_value();
        const auto& answer = engine.answer;
        note(name, answer, goes_on ? "goes on" : reaction_of(answer),
             goes_on ? "it goes on, as it may" : answer.ending());
        if (goes_on) {
            return;
        }
        if (answer.end != Answer::End::alert) {
            return end_without_alert(answer);
        }
        if (!is_named(answer)) {
            otherwise_ = lines_.back();
        }
    }

    void rest_on(const Answer& answer)
    {
        rests_on_absence_ = rests_on_absence_ || answer.is_absence();
    }

    [[nodiscard]] Finding finding() const
    {
        const std::string expected = "the fatal alert handshake_failure or insufficient_security";
        const auto observed = told();
        auto finding = !failed_.empty() ? conformance::fail(failed_, expected, observed, frames_)
                       : is_unclear_
                           ? conformance::inconclusive("unclear", expected, observed, frames_)
                           : conformance::pass(code_, expected, observed, frames_);
        if (!unsaid_.empty()) {
            finding.advisories.push_back({"no-alert", "refused without an alert: " + unsaid_,
                                          "RFC 8446, Section 4.1.1; RFC 5246, Section 7.4.1.3"});
        }
        if (!otherwise_.empty()) {
            finding.advisories.push_back({"another-alert",
                                          "refused with another alert: " + otherwise_,
                                          "RFC 8446, Section 4.1.1"});
        }
        finding.rests_on_absence = rests_on_absence_;
        return finding;
    }

private:
    static bool is_named(const Answer& answer)
    {
        const auto is = [&](AlertDescription wanted) {
            return answer.alert.description == static_cast<std::uint8_t>(wanted);
        };
        return is(AlertDescription::handshake_failure) ||
               is(AlertDescription::insufficient_security);
    }

    void note(const std::string& name, const Answer& answer, const std::string& code,
              const std::string& text)
    {
        names_.push_back(name);
        lines_.push_back(name + ": " + text);
        frames_.insert(frames_.end(), answer.frames.begin(), answer.frames.end());
        code_ = code_.empty() ? code : code_;
        rest_on(answer);
    }

    void fail(const std::string& code) { failed_ = failed_.empty() ? code : failed_; }

    void end_without_alert(const Answer& answer)
    {
        if (proves_nothing(answer) || answer.end == Answer::End::not_tls) {
            is_unclear_ = true;
            return;
        }
        unsaid_ += (unsaid_.empty() ? "" : ", ") + names_.back();
    }

    [[nodiscard]] std::string told() const
    {
        std::string all;
        for (const auto& line : lines_) {
            all += (all.empty() ? "" : "; ") + line;
        }
        return all;
    }

    Bench& bench_;
    std::string code_, failed_, unsaid_, otherwise_;
    std::vector<std::string> names_, lines_;
    std::vector<unsigned> frames_;
    bool is_unclear_ = false, rests_on_absence_ = false;
};

ClientHello of_an_unknown_group(Bench& bench, std::uint16_t suite)
{
    auto hello =
        Client{bench}.hello(tls_1_3, {suite}, key_share({{unassigned, bench.random.octets(32)}}));
    replace(hello, supported_groups({unassigned}));
    return hello;
}

bool completes(Bench& bench, std::uint16_t suite)
{
    return peers::tls::complete(bench, tls_1_3, {suite}).drive == Answer::Drive::complete;
}

// Without common parameters the handshake is aborted with a fatal alert handshake_failure or
// insufficient_security.
Finding nothing_in_common_is_refused(Bench& bench)
{
    const auto known = known_hello(bench);
    Aborts aborts{bench};
    const auto without_suite = [&](std::uint16_t version) {
        aborts.ask(version_name(version) + " without a known suite",
                   Client{bench}.hello(version, {unassigned}));
    };
    if (known.version < tls_1_3) {
        without_suite(known.version);
    }
    const auto latest = ask_for_tls_1_3(bench);
    if (!is_tls_1_3(latest)) {
        aborts.rest_on(latest);
        return aborts.finding();
    }
    without_suite(tls_1_3);
    aborts.ask("TLS 1.3 without a known group", of_an_unknown_group(bench, latest.suite()));
    if (completes(bench, latest.suite())) {
        aborts.ask_without_signature("TLS 1.3 without a known signature algorithm", latest.suite());
    }
    return aborts.finding();
}

const std::array table{
    Probe{"rfc8446/4.1.1/no-common-parameters", nothing_in_common_is_refused,
          &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc8446_4_1_1_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
