// RFC 8446, Section 6: Alert Protocol; what of it holds for every version.

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "probes/tls/every_version.h"
#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using peers::tls::Incoming;

constexpr std::uint16_t unassigned_suite = 0xefef;
constexpr auto source = "RFC 8446, Section 6.2; RFC 5246, Section 7.2.2";
// By then no reading of "immediately" is met.
constexpr auto enough_to_close = std::chrono::seconds{5};

// How a hello is refused that cannot be accepted, and what comes behind the alert.
struct Refusal {
    Answer answer;
    bool says_more = false, hung_up = false;
    std::string story;

    [[nodiscard]] bool is_alert() const { return answer.end == Answer::End::alert; }
    [[nodiscard]] bool is_unclear() const
    {
        return proves_nothing(answer) || answer.end == Answer::End::not_tls;
    }
};

// A close_notify takes leave of a connection that has ended, and is no data of anything.
bool takes_leave(const Incoming& incoming)
{
    return incoming.kind == Incoming::Kind::alert && incoming.octets.size() == 2 &&
           incoming.octets.back() == static_cast<std::uint8_t>(AlertDescription::close_notify);
}

void read_on(Engine& engine, Refusal& refusal)
{
    engine.records.be_brief(enough_to_close);
    for (auto next = engine.records.next(); next.kind != Incoming::Kind::ended;
         next = engine.records.next()) {
        refusal.says_more = refusal.says_more || !takes_leave(next);
    }
    const auto& conversation = engine.records.conversation();
    refusal.hung_up = conversation.hung_up();
    refusal.answer.frames = conversation.frames();
    refusal.story += std::string{refusal.says_more ? ", more behind it" : ""} +
                     ", and the server " + conversation.ending();
}

Refusal refusal_at(Bench& bench, std::uint16_t version)
{
    Engine engine{bench};
    engine.send(engine.client_hello(version, {unassigned_suite}));
    if (engine.receive_until({HandshakeType::server_hello})) {
        throw Unmet{"a hello without any suite that exists is accepted"};
    }
    Refusal refusal{engine.answer, false, false, engine.answer.text(bench.registries)};
    if (refusal.is_alert()) {
        read_on(engine, refusal);
    }
    return refusal;
}

using Judgement = Finding (*)(Bench&, std::uint16_t version);

template <Judgement judge>
Finding in_both(Bench& bench)
{
    // A hello of a version that is not spoken has to be refused as well.
    return in_every_version(
        bench, [](Bench& one) { return judge(one, std::min(known_hello(one).version, tls_1_2)); },
        [](Bench& one) { return judge(one, tls_1_3); });
}

Finding alert_at(Bench& bench, std::uint16_t version)
{
    constexpr auto expected = "a fatal alert";
    const auto refusal = refusal_at(bench, version);
    if (refusal.is_unclear()) {
        return inconclusive(bench, refusal.answer, expected);
    }
    auto finding = conformance::pass(reaction_of(refusal.answer), expected, refusal.story,
                                     refusal.answer.frames);
    if (refusal.is_alert()) {
        return finding;
    }
    finding.rests_on_absence = refusal.answer.is_absence();
    return unmet_should(std::move(finding), "no-alert", "refused without an alert", source);
}

// A fatal error is told by a fatal alert.
Finding fatal_error_is_told(Bench& bench)
{
    return in_both<alert_at>(bench);
}

Finding end_at(Bench& bench, std::uint16_t version)
{
    constexpr auto expected = "the end of the connection behind the alert";
    const auto refusal = refusal_at(bench, version);
    if (refusal.is_unclear()) {
        return inconclusive(bench, refusal.answer, expected);
    }
    if (!refusal.is_alert()) {
        return nothing_to_judge(expected, "no alert is sent: " + refusal.story, refusal.answer);
    }
    if (refusal.says_more) {
        return conformance::fail("says-more", expected, refusal.story, refusal.answer.frames);
    }
    if (!refusal.hung_up) {
        return resting_on_absence(conformance::fail("stays-open", expected, refusal.story,
                                                    refusal.answer.frames));
    }
    return conformance::pass(reaction_of(refusal.answer), expected, refusal.story,
                             refusal.answer.frames);
}

// A fatal alert is followed by the end of the connection at once, and nothing is sent behind it.
Finding alert_ends_the_connection(Bench& bench)
{
    return in_both<end_at>(bench);
}

const std::array table{
    Probe{"rfc8446/6.2/fatal-error-alerted", fatal_error_is_told, &tls_hello_is_accepted},
    Probe{"rfc8446/6.2/alert-then-close", alert_ends_the_connection, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc8446_6_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
