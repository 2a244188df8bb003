// RFC 5246, Section 7.4.3: Server Key Exchange Message.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

const Suites schemes{0x0401, 0x0501, 0x0601, 0x0804, 0x0805, 0x0806,
                     0x0403, 0x0503, 0x0603, 0x0807, 0x0808};

ClientHello with_schemes(ClientHello hello, const Suites& wanted)
{
    for (auto& one : hello.extensions.list) {
        if (one.is(ExtensionType::signature_algorithms)) {
            one = signature_algorithms(wanted);
        }
    }
    return hello;
}

// The ServerKeyExchange is signed with a pair of hash and signature that the client listed, and the
// signature is valid.
Finding signature_pair_was_offered(Bench& bench)
{
    const auto offer = completing_offer(bench, is_signed_exchange);
    if (!offer || offer->version < tls_1_2) {
        return nothing_to_judge("a pair that was offered",
                                "no suite of TLS 1.2 with a signed key exchange is selected", {});
    }
    std::vector<Suites> lists{schemes};
    for (const auto one : schemes) {
        lists.push_back({one});
    }
    std::string used;
    std::vector<unsigned> frames;
    bool is_ever_signed = false;
    for (const auto& list : lists) {
        Engine engine{bench};
        const auto hello = engine.client_hello(offer->version, {offer->suite});
        engine.send(with_schemes(hello, list));
        if (!engine.receive_until({HandshakeType::server_hello_done}) ||
            !engine.session.server_signature) {
            continue;
        }
        is_ever_signed = true;
        const auto name = signature_scheme_name(engine.session.server_scheme);
        const auto expected = list.size() > 1 ? "a pair that was offered, and a valid signature"
                                              : signature_scheme_name(list.front()) +
                                                    ", which alone was offered, or a refusal";
        if (!peers::tls::contains(list, engine.session.server_scheme)) {
            return conformance::fail("pair-not-offered", expected, "signed with " + name,
                                     engine.answer.frames);
        }
        if (engine.session.server_signature == crypto::SignatureCheck::bad) {
            return conformance::fail("bad-signature", expected,
                                     "the signature with " + name + " does not fit",
                                     engine.answer.frames);
        }
        if (list.size() == 1) {
            used += (used.empty() ? "" : ", ") + name;
        } else {
            frames = engine.answer.frames;
        }
    }
    if (!is_ever_signed) {
        return nothing_to_judge("a pair that was offered, and a valid signature",
                                "nothing is signed with any of the pairs that are tried", {});
    }
    return conformance::pass("accepted", "a pair that was offered, and a valid signature",
                             used.empty() ? "signed with what was offered"
                                          : "signed, where nothing else was offered, with " + used,
                             frames);
}

const std::array table{
    Probe{"rfc5246/7.4.3/signature-pair-was-offered", signature_pair_was_offered,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc5246_7_4_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
