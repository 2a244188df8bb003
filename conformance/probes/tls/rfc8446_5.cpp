// RFC 8446, Section 5: Record Protocol; what of it TLS 1.2 has as well.

#include <array>

#include "probes/tls/every_version.h"
#include "probes/tls/handshake.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr auto expected = "a record with one bit of its tag changed ends the connection";

bool is_aead(const peers::tls::Suite& suite)
{
    return suite.cipher.is_aead();
}

void send_altered_finished(Engine& engine)
{
    auto record = engine.records.sealed(ContentType::handshake, encode(engine.finished()));
    record.fragment.back() ^= 1;
    engine.records.send(record);
}

Finding reaction_in_tls_1_2(Bench& bench, const Offer& offer)
{
    Engine engine{bench};
    reach_finished(engine, engine.client_hello(offer.version, {offer.suite}));
    send_altered_finished(engine);
    return expect_refusal(bench, engine, demanded(AlertDescription::bad_record_mac),
                          "RFC 5246, Section 6.2.3.3", expected);
}

Finding up_to_tls_1_2(Bench& bench)
{
    const auto offer = completing_offer(bench, is_aead);
    if (!offer) {
        return nothing_to_judge(expected, "no AEAD suite of TLS 1.2 is selected", {});
    }
    const auto first = reaction_in_tls_1_2(bench, *offer);
    // The first may have been closed for want of room.
    return first.code == "no-alert" ? reaction_in_tls_1_2(bench, *offer) : first;
}

Finding in_tls_1_3(Bench& bench)
{
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::bad_record_mac), "RFC 8446, Section 5.2"};
        Engine engine{bench};
        reach_tls_1_3_finished(engine, lasting_hello(engine, suites));
        send_altered_finished(engine);
        refusals.hear("the record of the Finished", engine, Proof::answers_finished);
        return refusals.finding(expected);
    });
}

// A protected record that does not verify ends the connection with bad_record_mac.
Finding altered_record_is_refused(Bench& bench)
{
    return in_every_version(bench, up_to_tls_1_2, in_tls_1_3);
}

const std::array table{
    Probe{"rfc8446/5.2/altered-record-refused", altered_record_is_refused,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_5_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
