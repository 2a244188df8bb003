// RFC 8446, Section 4.4: Authentication Messages, which TLS 1.2 has as well.

#include <array>

#include "probes/tls/every_version.h"
#include "probes/tls/handshake.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr auto expected = "a Finished with one bit changed ends the handshake";

Handshake changed_finished(const Engine& engine, std::size_t place)
{
    auto data = std::get<Opaque>(engine.finished().body).data;
    data[place] ^= 1;
    return handshake(Finished{data}, engine.session.dialect());
}

std::size_t length_of_finished(const Engine& engine)
{
    return std::get<Opaque>(engine.finished().body).data.size();
}

Finding up_to_tls_1_2(Bench& bench)
{
    const auto offer = completing_offer(bench, [](const auto&) { return true; });
    if (!offer) {
        return nothing_to_judge(expected, "no suite is selected", {});
    }
    Engine engine{bench};
    reach_finished(engine, engine.client_hello(offer->version, {offer->suite}));
    const auto length = static_cast<std::uint32_t>(length_of_finished(engine));
    engine.send(changed_finished(engine, bench.random.below(length)));
    return expect_refusal(bench, engine, described(AlertDescription::decrypt_error),
                          "RFC 5246, Section 7.2.2", expected);
}

Finding in_tls_1_3(Bench& bench)
{
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::decrypt_error), "RFC 8446, Section 4.4.4"};
        for (const bool at_the_end : {false, true}) {
            Engine engine{bench};
            reach_tls_1_3_finished(engine, lasting_hello(engine, suites));
            const auto last = length_of_finished(engine) - 1;
            engine.send(changed_finished(engine, at_the_end ? last : 0));
            engine.protect_sending(engine.session.client_application_traffic);
            refusals.hear(at_the_end ? "the last octet" : "the first octet", engine,
                          Proof::answers_finished);
        }
        return refusals.finding(expected);
    });
}

// A Finished with wrong contents ends the handshake with decrypt_error.
Finding wrong_finished_is_refused(Bench& bench)
{
    auto finding = in_every_version(bench, up_to_tls_1_2, in_tls_1_3);
    if (is_nothing_to_judge(finding)) {
        throw Unmet{finding.observed};
    }
    return finding;
}

const std::array table{
    Probe{"rfc8446/4.4.4/wrong-finished-refused", wrong_finished_is_refused,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_4_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
