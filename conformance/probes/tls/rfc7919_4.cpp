// RFC 7919, Section 4: Server Behavior.

#include <algorithm>
#include <array>

#include "crypto/tls_key_exchange.h"
#include "probes/tls/client_values.h"
#include "probes/tls/handshake.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tables.h"
#include "probes/tls/unlawful_values.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint16_t unknown_group = 510;  // of those that stand for finite fields

struct Choice {
    std::uint16_t listed = 0;
    Octets modulus;  // nothing where no finite-field suite was selected
    std::vector<unsigned> frames;

    [[nodiscard]] bool follows_the_list() const
    {
        return !modulus.empty() && modulus == crypto::finite_field_modulus(listed);
    }
    [[nodiscard]] std::string text() const
    {
        return "for group " + std::to_string(listed) + " alone " +
               (modulus.empty() ? "none is selected"
                : follows_the_list()
                    ? "that is used"
                    : "another of " + std::to_string(modulus.size() * 8) + " bits is used");
    }
};

Suites finite_field_suites(const Bench& bench)
{
    return peers::tls::finite_field_suites(peers::tls::usual_suites_at(tls_1_2, bench.registries),
                                           bench.registries);
}

ClientHello hello_for(const Bench& bench, Engine& engine, std::uint16_t group)
{
    auto hello = engine.client_hello(tls_1_2, finite_field_suites(bench));
    for (auto& one : hello.extensions.list) {
        if (one.is(ExtensionType::supported_groups)) {
            one = supported_groups({group});
        }
    }
    return hello;
}

Choice choice_of(Bench& bench, std::uint16_t group)
{
    Engine engine{bench};
    engine.send(hello_for(bench, engine, group));
    Choice choice{group, {}, {}};
    const bool is_greeted = engine.receive_until({HandshakeType::server_hello_done}).has_value();
    const auto& session = engine.session;
    if (is_greeted && session.suite.exchange == Exchange::dhe && session.parameters) {
        choice.modulus = session.parameters->dhe.p;
    }
    choice.frames = engine.answer.frames;
    return choice;
}

std::vector<Choice> choices_of(Bench& bench)
{
    std::vector<Choice> choices;
    for (const std::uint16_t group :
         {std::uint16_t{256}, std::uint16_t{257}, std::uint16_t{258}, unknown_group}) {
        choices.push_back(choice_of(bench, group));
    }
    return choices;
}

std::string text_of(const std::vector<Choice>& choices)
{
    std::string text;
    for (const auto& choice : choices) {
        text += (text.empty() ? "" : "; ") + choice.text();
    }
    return text;
}

// Who uses one group for every list need not know this document: only lists that are followed show
// that it does.
bool knows_the_groups(const std::vector<Choice>& choices)
{
    return std::ranges::count_if(choices, &Choice::follows_the_list) > 1;
}

Finding not_negotiated(const std::string& expected, const std::string& observed,
                       const std::vector<unsigned>& frames)
{
    auto finding = conformance::pass("not-negotiated", expected, observed, frames);
    finding.rests_on_absence = true;
    return finding;
}

// When the client lists finite-field groups, one of them is used or no finite-field suite is
// selected.
Finding listed_group_is_used(Bench& bench)
{
    const std::string expected = "the one group that is listed, or no finite-field suite";
    const auto choices = choices_of(bench);
    const auto observed = text_of(choices);
    const auto wrong = std::ranges::find_if(choices, [](const Choice& choice) {
        return !choice.modulus.empty() && !choice.follows_the_list();
    });
    if (wrong == choices.end()) {
        const bool any = std::ranges::any_of(choices, &Choice::follows_the_list);
        return any ? conformance::pass("offered", expected, observed, choices.front().frames)
                   : not_negotiated(expected, observed, choices.front().frames);
    }
    if (!knows_the_groups(choices)) {
        return not_negotiated(expected, observed + ": it need not know RFC 7919", wrong->frames);
    }
    return conformance::fail("group-not-offered", expected, observed, wrong->frames);
}

bool completes(Bench& bench, std::uint16_t group)
{
    Engine engine{bench};
    const auto answer = drive(engine, hello_for(bench, engine, group));
    return answer.drive == Answer::Drive::complete;
}

// The secret of zero, and of the prime, has no octets when its leading zeros are stripped; that of
// p - 1 is one of two.
void try_values(Bench& bench, std::uint16_t group, const std::string& name,
                const std::vector<Share>& values, Refusals& refusals)
{
    for (const auto& one : values) {
        const bool is_nothing = one.name == "0" || one.name == "p";
        Engine engine{bench};
        greet(engine, hello_for(bench, engine, group));
        finish_with(engine, one.value, is_nothing ? Octets{} : Octets{1});
        const auto reaction = reaction_to_finish(engine);
        refusals.note(one.name + " of " + name, engine.answer, reaction);
    }
}

// No sentence has a group of the server's own checked.
Finding recorded(Bench& bench, const std::string& expected, const std::vector<Choice>& choices)
{
    const auto own = std::ranges::find_if(
        choices, [](const Choice& choice) { return !choice.modulus.empty(); });
    if (own == choices.end() || !completes(bench, own->listed)) {
        return not_negotiated(expected, text_of(choices), choices.front().frames);
    }
    Refusals refusals{bench, std::nullopt, "RFC 5246, Section 7.2.2"};
    try_values(bench, own->listed, "its own group", values_out_of_range(own->modulus), refusals);
    const auto judged = refusals.finding(expected);
    auto finding = not_negotiated(expected, text_of(choices) + ": it need not know RFC 7919",
                                  own->frames);
    finding.details = judged.details;
    if (judged.verdict == Verdict::fail) {
        finding.advisories.push_back({"accepted", judged.observed, "RFC 7919, Section 4"});
    }
    return finding;
}

// In a group of RFC 7919, a client's value Y ends the handshake with handshake_failure unless
// 1 < Y < p - 1.
Finding value_out_of_range_is_refused(Bench& bench)
{
    const std::string expected = "each ends the handshake with handshake_failure";
    const auto choices = choices_of(bench);
    if (!knows_the_groups(choices)) {
        return recorded(bench, expected, choices);
    }
    Refusals refusals{bench, named(AlertDescription::handshake_failure), "RFC 7919, Section 4"};
    bool is_any_tried = false;
    for (const auto& trial : values_out_of_range(bench)) {
        const bool is_followed = std::ranges::any_of(choices, [&](const Choice& choice) {
            return choice.listed == trial.group && choice.follows_the_list();
        });
        if (is_followed && completes(bench, trial.group)) {
            is_any_tried = true;
            try_values(bench, trial.group, trial.name, trial.unlawful, refusals);
        }
    }
    return is_any_tried ? refusals.finding(expected)
                        : nothing_to_judge(expected, "no handshake in these groups completes", {});
}

const std::array table{
    Probe{"rfc7919/4/offered-group-used", listed_group_is_used, &tls_handshake_completes},
    Probe{"rfc7919/4/client-value-in-range", value_out_of_range_is_refused,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc7919_4_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
