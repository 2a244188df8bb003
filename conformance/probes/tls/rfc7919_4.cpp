// RFC 7919, Section 4: Server Behavior.

#include <algorithm>
#include <array>

#include "crypto/tls_key_exchange.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

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

Choice choice_of(Bench& bench, const Suites& suites, std::uint16_t group)
{
    Engine engine{bench};
    auto hello = engine.client_hello(tls_1_2, suites);
    for (auto& one : hello.extensions.list) {
        if (one.is(ExtensionType::supported_groups)) {
            one = supported_groups({group});
        }
    }
    engine.send(hello);
    Choice choice{group, {}, {}};
    const bool is_greeted = engine.receive_until({HandshakeType::server_hello_done}).has_value();
    const auto& session = engine.session;
    if (is_greeted && session.suite.exchange == Exchange::dhe && session.parameters) {
        choice.modulus = session.parameters->dhe.p;
    }
    choice.frames = engine.answer.frames;
    return choice;
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
    const auto suites = peers::tls::finite_field_suites(
        peers::tls::usual_suites_at(tls_1_2, bench.registries), bench.registries);
    std::vector<Choice> choices;
    std::string observed;
    for (const std::uint16_t group :
         {std::uint16_t{256}, std::uint16_t{257}, std::uint16_t{258}, unknown_group}) {
        choices.push_back(choice_of(bench, suites, group));
        observed += (observed.empty() ? "" : "; ") + choices.back().text();
    }
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

const std::array table{
    Probe{"rfc7919/4/offered-group-used", listed_group_is_used, &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc7919_4_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
