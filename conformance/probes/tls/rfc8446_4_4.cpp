// RFC 8446, Section 4.4: Authentication Messages, which TLS 1.2 has as well.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// A Finished with wrong contents ends the handshake with decrypt_error.
Finding wrong_finished_is_refused(Bench& bench)
{
    const auto offer = completing_offer(bench);
    Engine engine{bench};
    reach_finished(engine, engine.client_hello(offer.version, {offer.suite}));
    auto data = std::get<Opaque>(engine.finished().body).data;
    data[bench.random.below(static_cast<std::uint32_t>(data.size()))] ^= 1;
    engine.send(handshake(Finished{data}, engine.session.dialect()));
    return expect_refusal(bench, engine, AlertDescription::decrypt_error, "RFC 5246, Section 7.2.2",
                          "a Finished with one bit changed ends the handshake");
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
