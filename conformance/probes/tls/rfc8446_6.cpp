// RFC 8446, Section 6: Alert Protocol; what of it holds for every version.

#include <algorithm>
#include <array>
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

// How a hello is refused that cannot be accepted, and what comes behind that.
struct Refusal {
    Answer answer;
    Incoming behind;  // of an alert
    bool hung_up = false;
    std::string story;

    [[nodiscard]] bool is_alert() const { return answer.end == Answer::End::alert; }
    [[nodiscard]] bool is_unclear() const
    {
        return proves_nothing(answer) || answer.end == Answer::End::not_tls;
    }
};

Refusal refusal_at(Bench& bench, std::uint16_t version)
{
    Engine engine{bench};
    engine.send(engine.client_hello(version, {unassigned_suite}));
    if (engine.receive_until({HandshakeType::server_hello})) {
        throw Unmet{"a hello without any suite that exists is accepted"};
    }
    Refusal refusal{engine.answer, {}, false, engine.answer.text(bench.registries)};
    if (refusal.is_alert()) {
        refusal.behind = engine.records.next();
        const auto& conversation = engine.records.conversation();
        refusal.hung_up = conversation.hung_up();
        refusal.answer.frames = conversation.frames();
        refusal.story += ", and the server " + conversation.ending();
    }
    return refusal;
}

// A hello of a version that is not spoken has to be refused as well.
std::uint16_t up_to_tls_1_2(Bench& bench)
{
    return std::min(known_hello(bench).version, tls_1_2);
}

Finding alert_and_end_at(Bench& bench, std::uint16_t version)
{
    constexpr auto expected = "a fatal alert, then the end of the connection";
    const auto refusal = refusal_at(bench, version);
    if (refusal.is_unclear()) {
        return inconclusive(bench, refusal.answer, expected);
    }
    auto finding = conformance::pass(reaction_of(refusal.answer), expected, refusal.story,
                                     refusal.answer.frames);
    if (!refusal.is_alert()) {
        finding.rests_on_absence = refusal.answer.is_absence();
        return unmet_should(std::move(finding), "no-alert", "refused without an alert", source);
    }
    if (refusal.behind.kind == Incoming::Kind::ended && !refusal.hung_up) {
        return unmet_should(std::move(finding), "stays-open",
                            "the connection stays open after the alert", source);
    }
    return finding;
}

// A fatal error is answered by a fatal alert and the end of the connection.
Finding alert_ends_the_connection(Bench& bench)
{
    return in_every_version(
        bench, [](Bench& one) { return alert_and_end_at(one, up_to_tls_1_2(one)); },
        [](Bench& one) { return alert_and_end_at(one, tls_1_3); });
}

Finding nothing_behind_alert_at(Bench& bench, std::uint16_t version)
{
    constexpr auto expected = "no data behind the fatal alert";
    const auto refusal = refusal_at(bench, version);
    if (refusal.is_unclear()) {
        return inconclusive(bench, refusal.answer, expected);
    }
    if (!refusal.is_alert()) {
        return nothing_to_judge(expected, "no alert is sent: " + refusal.story, refusal.answer);
    }
    if (refusal.behind.kind == Incoming::Kind::ended) {
        return conformance::pass("nothing-more", expected, refusal.story, refusal.answer.frames);
    }
    // A close_notify takes leave of a connection that has ended, and is no data of anything.
    if (refusal.behind.kind == Incoming::Kind::alert) {
        auto finding =
            conformance::pass("nothing-more", expected, refusal.story, refusal.answer.frames);
        finding.advisories.push_back({"two-alerts", "the alert is followed by another", source});
        return finding;
    }
    return conformance::fail("says-more", expected, "more is sent behind it: " + refusal.story,
                             refusal.answer.frames);
}

// Nothing is sent on a connection behind a fatal alert.
Finding nothing_follows_an_alert(Bench& bench)
{
    return in_every_version(
        bench, [](Bench& one) { return nothing_behind_alert_at(one, up_to_tls_1_2(one)); },
        [](Bench& one) { return nothing_behind_alert_at(one, tls_1_3); });
}

const std::array table{
    Probe{"rfc8446/6.2/alert-then-close", alert_ends_the_connection, &tls_hello_is_accepted},
    Probe{"rfc8446/6.2/nothing-behind-alert", nothing_follows_an_alert, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc8446_6_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
