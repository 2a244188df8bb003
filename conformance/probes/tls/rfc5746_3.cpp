// RFC 5746, Sections 3 and 4.4: Secure Renegotiation.

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

// Of a server that answers a hello in order with renegotiation_info.
bool knows_renegotiation_info(const Answer& answer)
{
    return answer.hello.extensions.find(info_type) != nullptr;
}

// A renegotiation_info with anything in it in an initial hello ends the handshake.
Finding filled_info_is_refused(Bench& bench)
{
    const auto expected = "a renegotiation_info with verify_data in a first hello is refused";
    const auto offer = known_hello_up_to_1_2(bench);
    Client client{bench};
    auto hello = client.hello(offer.version, {offer.suite});
    const auto usual = client.ask(hello);
    if (!usual.selected() || usual.version() > tls_1_2 || !knows_renegotiation_info(usual)) {
        return nothing_to_judge(expected, "no renegotiation_info is answered", usual);
    }
    take_off_info(hello);
    hello.random = bench.random.octets(hello.random.size());
    hello.extensions.add(info_with(bench.random.octets(12)));
    const auto answer = client.ask(hello);
    if (answer.selected()) {
        return fail(bench, answer, "accepted", expected);
    }
    if (proves_nothing(answer)) {
        return inconclusive(bench, answer, expected);
    }
    auto finding = pass(bench, answer, expected);
    const auto due = static_cast<std::uint8_t>(AlertDescription::handshake_failure);
    if (answer.end == Answer::End::alert && answer.alert.description != due) {
        finding.advisories.push_back({"another-alert", "the alert is not handshake_failure",
                                      "RFC 5746, Section 3.4"});
    }
    return finding;
}

// How the server takes a second hello on a connection whose handshake is complete.
struct Renegotiation {
    bool is_greeted = false, is_bound = false, is_warned = false, is_known = false;
    Answer answer;
};

// What is in it: the client's verify_data, nothing, and what must not be.
enum class Info { right, altered, with_signalling_suite, none };

ClientHello second_hello(Bench& bench, Engine& engine, const Offer& offer, Info info)
{
    auto verify_data = engine.session.client_verify_data;
    auto hello = engine.client_hello(offer.version, {offer.suite});
    take_off_info(hello);
    if (info == Info::altered && !verify_data.empty()) {
        const auto place = bench.random.below(static_cast<std::uint32_t>(verify_data.size()));
        verify_data[place] ^= 1;
    }
    if (info == Info::with_signalling_suite) {
        hello.suites.push_back(empty_renegotiation_info_scsv);
    }
    if (info != Info::none) {
        hello.extensions.add(info_with(verify_data));
    }
    return hello;
}

Renegotiation renegotiate(Bench& bench, const Offer& offer, Info with)
{
    Engine engine{bench};
    if (drive(engine, engine.client_hello(offer.version, {offer.suite})).drive !=
        Answer::Drive::complete) {
        throw Unmet{"the handshake does not complete again"};
    }
    Renegotiation result;
    result.is_known = knows_renegotiation_info(engine.answer);
    auto expected = engine.session.client_verify_data;
    append(expected, engine.session.server_verify_data);
    const auto hello = second_hello(bench, engine, offer, with);
    engine.session.transcript.clear();
    engine.records.be_brief(bench.patience.quiet);
    engine.send(hello);

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

struct Fault {
    Info info;
    const char* name;
    const char* code;
};

constexpr std::array faults{
    Fault{Info::none, "without renegotiation_info", "unbound"},
    Fault{Info::altered, "with one bit of verify_data changed", "verify-data-not-compared"},
    Fault{Info::with_signalling_suite, "with the signalling suite", "signalling-suite-accepted"},
};

// A server that knows secure renegotiation refuses one, or binds it: by the verify_data of both
// sides, that of the client compared, and without the signalling suite.
Finding renegotiation_is_bound(Bench& bench)
{
    const auto expected = "a second ClientHello is refused, or answered in a bound way";
    const auto offer = completing_offer(bench);
    const auto right = renegotiate(bench, offer, Info::right);
    if (!right.is_known) {
        return nothing_to_judge(expected, "no renegotiation_info is answered", right.answer);
    }
    if (right.is_greeted && !right.is_bound) {
        return conformance::fail("unbound", expected,
                                 "a ServerHello without the verify_data of both sides",
                                 right.answer.frames);
    }
    const auto manner = manner_of(right);
    auto observed = "with renegotiation_info: " + manner;
    for (const auto& fault : faults) {
        const auto attempt = renegotiate(bench, offer, fault.info);
        if (attempt.is_greeted) {
            return conformance::fail(fault.code, expected,
                                     std::string{"a ServerHello for a second hello "} + fault.name,
                                     attempt.answer.frames);
        }
        observed += std::string{"; "} + fault.name + ": " + manner_of(attempt);
    }
    return conformance::pass(manner, expected, observed, right.answer.frames);
}

// A server that knows no secure renegotiation permits none.
Finding nothing_is_renegotiated_as_of_old(Bench& bench)
{
    const auto expected = "a second ClientHello is refused";
    const auto offer = completing_offer(bench);
    const auto attempt = renegotiate(bench, offer, Info::none);
    if (attempt.is_known) {
        return nothing_to_judge(expected, "it knows secure renegotiation", attempt.answer);
    }
    const auto manner = manner_of(attempt);
    auto finding = conformance::pass(manner, expected, manner, attempt.answer.frames);
    return attempt.is_greeted ? unmet_should(std::move(finding), manner,
                                             "it renegotiates without renegotiation_info",
                                             "RFC 5746, Section 4.4")
                              : finding;
}

const std::array table{
    Probe{"rfc5746/3.6/renegotiation-info-present", renegotiation_info_is_present,
          &tls_hello_is_accepted},
    Probe{"rfc5746/3.6/filled-info-refused", filled_info_is_refused, &tls_hello_is_accepted},
    Probe{"rfc5746/3.7/renegotiation-bound", renegotiation_is_bound, &tls_handshake_completes},
    Probe{"rfc5746/4.4/no-legacy-renegotiation", nothing_is_renegotiated_as_of_old,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc5746_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
