#include "probes/tls/key_shares.h"

#include "probes/tls/handshake.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using End = Answer::End;

// Of protected octets: a server that sends more goes on, in keys that come of the share.
constexpr std::size_t longest_alert = 256;

void greet_with(Engine& engine, const Suites& suites, const Trial& trial, const Octets& share)
{
    auto hello = engine.client_hello(tls_1_3, suites);
    engine.session.shares.clear();  // what the server protects stays closed
    replace(hello, supported_groups({trial.group}));
    replace(hello, key_share({{trial.group, share}}));
    engine.send(hello);
    const bool is_asked_again = engine.receive_until({HandshakeType::server_hello}) &&
                                engine.session.server_hello.is_hello_retry_request();
    // For a cookie alone: the share is the same.
    if (is_asked_again &&
        engine.session.retry->extensions.find(ExtensionType::key_share) == nullptr) {
        engine.send(engine.second_hello());
        (void)engine.receive_until({HandshakeType::server_hello});
    }
}

bool is_greeted(const Engine& engine)
{
    return !engine.is_over && engine.session.version >= tls_1_3 &&
           !engine.session.server_hello.is_hello_retry_request();
}

bool has_ended(const Answer& answer)
{
    return answer.end == End::alert || is_mute_end(answer);
}

Reaction reaction_to_share(Engine& engine)
{
    if (!engine.is_over && !is_greeted(engine)) {
        return Reaction::unclear;
    }
    engine.receive_all();
    if (engine.plaintext.size() > longest_alert) {
        return Reaction::accepted;
    }
    return has_ended(engine.answer) ? Reaction::refused : Reaction::unclear;
}

struct Reception {
    Reaction reaction;
    Answer answer;
};

// Over a connection that is closed again: some servers have one at a time.
Reception of_lawful_share(Bench& bench, const Suites& suites, const Trial& trial)
{
    Engine engine{bench};
    greet_with(engine, suites, trial, trial.lawful);
    if (is_greeted(engine)) {
        return {Reaction::accepted, engine.answer};
    }
    return {has_ended(engine.answer) ? Reaction::refused : Reaction::unclear, engine.answer};
}

}  // namespace

Finding each_share_is_refused(Bench& bench, const std::string& expected,
                              std::vector<Trial> (*trials)(Bench&))
{
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, described(AlertDescription::illegal_parameter), "RFC 8446, Section 6"};
        bool is_any_spoken = false;
        for (const auto& trial : trials(bench)) {
            const auto control = of_lawful_share(bench, suites, trial);
            if (control.reaction == Reaction::refused) {
                continue;
            }
            is_any_spoken = true;
            if (control.reaction == Reaction::unclear) {
                refusals.note("a lawful share of " + trial.name, control.answer, control.reaction);
                continue;
            }
            for (const auto& share : trial.unlawful) {
                Engine engine{bench};
                greet_with(engine, suites, trial, share.value);
                const auto reaction = reaction_to_share(engine);
                refusals.note(share.name + " of " + trial.name, engine.answer, reaction);
            }
        }
        return is_any_spoken ? refusals.finding(expected)
                             : nothing_to_judge(expected, "none of these groups is spoken", {});
    });
}

}  // namespace conformance::probes::tls
