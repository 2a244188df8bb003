// RFC 5246, Section 7.1: Change Cipher Spec Protocol.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

// Up to TLS 1.2, the server's ChangeCipherSpec is one octet, and that is 1.
Finding change_cipher_spec_is_one(Bench& bench)
{
    const auto offer = completing_offer(bench);
    const auto expected = "a ChangeCipherSpec of 01";
    Engine engine{bench};
    const auto answer = drive(engine, engine.client_hello(offer.version, {offer.suite}));
    if (answer.drive != Answer::Drive::complete || !engine.their_change_cipher_spec) {
        throw Unmet{"the handshake that completed before does not any more: " +
                    answer.text(bench.registries)};
    }
    const auto& content = *engine.their_change_cipher_spec;
    take_leave(engine, bench.patience);
    return content == Octets{1}
               ? conformance::pass("one", expected, "01", answer.frames)
               : conformance::fail("malformed", expected, "one of " + hex(content), answer.frames);
}

const std::array table{
    Probe{"rfc5246/7.1/change-cipher-spec-is-one", change_cipher_spec_is_one,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc5246_7_1_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
