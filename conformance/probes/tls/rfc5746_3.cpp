// RFC 5746, Section 3: Secure Renegotiation.

#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr auto info_type = ExtensionType::renegotiation_info;

void take_off_info(ClientHello& hello)
{
    std::erase_if(hello.extensions.list, [](const Extension& one) { return one.is(info_type); });
}

Extension info_with(const Octets& verify_data)
{
    Extension info = empty_renegotiation_info();
    info.data = {static_cast<std::uint8_t>(verify_data.size())};
    append(info.data, verify_data);
    return info;
}

// An initial handshake up to TLS 1.2 that offers secure renegotiation is answered with an empty
// renegotiation_info.
Finding renegotiation_info_is_present(Bench& bench)
{
    const auto offer = known_hello_up_to_1_2(bench);
    Client client{bench};
    const auto with_extension = client.hello(offer.version, {offer.suite});
    auto with_suite = client.hello(offer.version, {offer.suite});
    take_off_info(with_suite);
    with_suite.suites.push_back(empty_renegotiation_info_scsv);

    const auto expected = "an empty renegotiation_info in the ServerHello";
    Finding finding;
    for (const auto& hello : {with_suite, with_extension}) {
        const auto answer = client.ask(hello);
        if (!answer.selected()) {
            throw Unmet{"the hello that was accepted before is not any more: " +
                        answer.text(bench.registries)};
        }
        const auto* info = answer.hello.extensions.find(info_type);
        if (info == nullptr) {
            return fail(bench, answer, "missing", expected);
        }
        if (info->data != Octets{0}) {
            return fail(bench, answer, "not-empty", expected);
        }
        finding = pass(bench, answer, expected);
    }
    return finding;
}

// How the server takes a second hello on a connection whose handshake is complete.
struct Renegotiation {
    bool is_greeted = false, is_bound = false, is_warned = false;
    Answer answer;
};

Renegotiation renegotiate(Bench& bench, const Offer& offer, bool with_info)
{
    Engine engine{bench};
    if (drive(engine, engine.client_hello(offer.version, {offer.suite})).drive !=
        Answer::Drive::complete) {
        throw Unmet{"the handshake does not complete again"};
    }
    auto expected = engine.session.client_verify_data;
    auto hello = engine.client_hello(offer.version, {offer.suite});
    take_off_info(hello);
    if (with_info) {
        hello.extensions.add(info_with(expected));
    }
    append(expected, engine.session.server_verify_data);
    engine.session.transcript.clear();
    engine.records.be_brief(bench.patience.quiet);
    engine.send(hello);

    Renegotiation result;
    result.is_greeted = engine.receive_until({HandshakeType::server_hello}).has_value();
    const auto* info = engine.session.server_hello.extensions.find(info_type);
    result.is_bound = info != nullptr && info->data == info_with(expected).data;
    result.is_warned = !engine.remarks.empty();
    result.answer = engine.answer;
    take_leave(engine, bench.patience);
    return result;
}

std::string manner_of(const Renegotiation& attempt)
{
    if (attempt.is_greeted) {
        return "renegotiated";
    }
    if (attempt.is_warned) {
        return "refused-by-warning";
    }
    return attempt.answer.end == Answer::End::silence ? "ignored" : reaction_of(attempt.answer);
}

// A renegotiation is refused, or bound to the connection by a matching renegotiation_info.
Finding renegotiation_is_bound(Bench& bench)
{
    const auto expected = "a second ClientHello is refused, or answered in a bound way";
    const auto offer = completing_offer(bench);
    const auto bound = renegotiate(bench, offer, true);
    if (bound.is_greeted && !bound.is_bound) {
        return conformance::fail("unbound", expected,
                                 "a ServerHello without the verify_data of both sides",
                                 bound.answer.frames);
    }
    const auto legacy = renegotiate(bench, offer, false);
    if (legacy.is_greeted) {
        return conformance::fail("unbound", expected,
                                 "a ServerHello for a second hello without renegotiation_info",
                                 legacy.answer.frames);
    }
    const auto manner = manner_of(bound);
    return conformance::pass(
        manner, expected, "with renegotiation_info: " + manner + "; without: " + manner_of(legacy),
        bound.answer.frames);
}

const std::array table{
    Probe{"rfc5746/3.6/renegotiation-info-present", renegotiation_info_is_present,
          &tls_hello_is_accepted},
    Probe{"rfc5746/3.7/renegotiation-bound", renegotiation_is_bound, &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc5746_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
