// RFC 5246, Section 7.4: Handshake Protocol.

#include <algorithm>
#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

using Types = std::vector<std::uint8_t>;

constexpr auto octet(HandshakeType type)
{
    return static_cast<std::uint8_t>(type);
}

// Of the messages of the transcript.
Types types_in(View transcript)
{
    Types types;
    while (transcript.size() >= handshake_header_octets) {
        types.push_back(transcript[0]);
        const auto body = static_cast<std::size_t>(transcript[1]) << 16 |
                          static_cast<std::size_t>(transcript[2]) << 8 | transcript[3];
        transcript =
            transcript.subspan(std::min(transcript.size(), handshake_header_octets + body));
    }
    return types;
}

// A server may ask for a certificate besides: RFC 5246, Section 7.4.4.
Types first_flight_of(const peers::tls::Suite& suite, bool certificate_requested)
{
    Types types{octet(HandshakeType::server_hello)};
    if (suite.is_signed) {
        types.push_back(octet(HandshakeType::certificate));
    }
    if (suite.exchange != Exchange::rsa) {
        types.push_back(octet(HandshakeType::server_key_exchange));
    }
    if (certificate_requested) {
        types.push_back(octet(HandshakeType::certificate_request));
    }
    types.push_back(octet(HandshakeType::server_hello_done));
    return types;
}

std::string listed(const Types& types)
{
    std::string text;
    for (const auto type : types) {
        text += (text.empty() ? "" : ", ") + std::to_string(type);
    }
    return "messages " + text;
}

// A first flight is ServerHello, Certificate unless anonymous, ServerKeyExchange where the suite
// has one, perhaps CertificateRequest, ServerHelloDone: in order, each once.
Finding first_flight_is_in_order(Bench& bench)
{
    const auto offer = known_hello_up_to_1_2(bench);
    Engine engine{bench};
    greet(engine, engine.client_hello(offer.version, {offer.suite}));
    // Whatever else is on its way.
    engine.records.be_brief(bench.patience.quiet);
    engine.receive_all();
    const auto& suite = engine.session.suite;
    if (suite.exchange == Exchange::other) {
        return nothing_to_judge("the messages of the suite, in order",
                                "the messages of the suite are not known", engine.answer);
    }
    const auto wanted = first_flight_of(suite, engine.session.certificate_requested);
    auto came = types_in(engine.session.transcript);
    came.erase(came.begin());  // the ClientHello
    if (came == wanted) {
        return conformance::pass("in-order", listed(wanted), listed(came), engine.answer.frames);
    }
    const bool lacks_certificate =
        suite.is_signed && std::ranges::find(came, octet(HandshakeType::certificate)) == came.end();
    return conformance::fail(lacks_certificate ? "certificate-missing" : "out-of-order",
                             listed(wanted), listed(came), engine.answer.frames);
}

const std::array table{
    Probe{"rfc5246/7.4/first-flight-in-order", first_flight_is_in_order, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc5246_7_4_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
