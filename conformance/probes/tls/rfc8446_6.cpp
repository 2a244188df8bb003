// RFC 8446, Section 6: Alert Protocol; what of it holds for every version.

#include <algorithm>
#include <array>

#include "probes/tls/every_version.h"
#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint16_t unassigned_suite = 0xefef;
constexpr auto expected = "a fatal alert, then the end of the connection";

Finding alert_at(Bench& bench, std::uint16_t version)
{
    using Kind = peers::tls::Incoming::Kind;
    const auto source = "RFC 8446, Section 6.2; RFC 5246, Section 7.2.2";
    Engine engine{bench};
    engine.send(engine.client_hello(version, {unassigned_suite}));
    if (engine.receive_until({HandshakeType::server_hello})) {
        throw Unmet{"a hello without any suite that exists is accepted"};
    }
    const auto& answer = engine.answer;
    if (answer.end == Answer::End::no_connection || answer.end == Answer::End::not_tls ||
        answer.end == Answer::End::flood) {
        return inconclusive(bench, answer, expected);
    }
    if (answer.end != Answer::End::alert) {
        return unmet_should(pass(bench, answer, expected), "no-alert", "refused without an alert",
                            source);
    }
    const auto next = engine.records.next();
    const auto& conversation = engine.records.conversation();
    auto finding = conformance::pass(
        reaction_of(answer), expected,
        answer.text(bench.registries) + ", and the server " + conversation.ending(),
        conversation.frames());
    if (next.kind != Kind::ended) {
        return unmet_should(std::move(finding), "says-more", "more is sent after the alert",
                            source);
    }
    if (!conversation.hung_up()) {
        return unmet_should(std::move(finding), "stays-open",
                            "the connection stays open after the alert", source);
    }
    return finding;
}

// A hello of a version that is not spoken has to be refused as well.
Finding up_to_tls_1_2(Bench& bench)
{
    return alert_at(bench, std::min(known_hello(bench).version, tls_1_2));
}

Finding in_tls_1_3(Bench& bench)
{
    return alert_at(bench, tls_1_3);
}

// A fatal error is followed by a fatal alert and the end of the connection, with no data after it.
Finding alert_ends_the_connection(Bench& bench)
{
    return in_every_version(bench, up_to_tls_1_2, in_tls_1_3);
}

const std::array table{
    Probe{"rfc8446/6.2/alert-then-close", alert_ends_the_connection, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc8446_6_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
