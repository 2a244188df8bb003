// RFC 8446, Section 4.1.2: Client Hello.

#include <array>

#include "probes/tls/refusals.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint8_t null_method = 0;
constexpr std::uint8_t deflate = 1;

struct Methods {
    const char* name;
    Octets list;
};

const std::array not_null_alone{
    Methods{"DEFLATE before null", {deflate, null_method}},
    Methods{"DEFLATE behind null", {null_method, deflate}},
    Methods{"DEFLATE alone", {deflate}},
    Methods{"null twice", {null_method, null_method}},
};

// A hello for TLS 1.3 whose compression methods are anything but null alone is refused with
// illegal_parameter.
Finding compression_is_refused(Bench& bench)
{
    const std::string expected = "a hello for TLS 1.3 alone with other methods is refused";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::illegal_parameter), "RFC 8446, Section 4.1.2"};
        for (const auto& [name, list] : not_null_alone) {
            auto hello = Client{bench}.hello(tls_1_3, suites);
            hello.compression_methods = list;
            refusals.ask(name, hello);
        }
        return refusals.finding(expected);
    });
}

// As a record's content: the transcript stays what it was, so that who overlooks it goes on.
void send_beside_the_transcript(Engine& engine, const ClientHello& hello)
{
    engine.records.send(ContentType::handshake, encode(handshake(hello)));
}

// A ClientHello after TLS 1.3 has been negotiated ends the connection with unexpected_message.
Finding hello_again_is_refused(Bench& bench)
{
    const std::string expected = "it ends the connection";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, named(AlertDescription::unexpected_message), "RFC 8446, Section 4.1.2"};
        Engine unfinished{bench};
        const auto first = lasting_hello(unfinished, suites);
        reach_tls_1_3_finished(unfinished, first);
        send_beside_the_transcript(unfinished, first);
        unfinished.send(unfinished.finished());
        refusals.hear("before Finished", unfinished, Proof::answers_finished);
        Engine established{bench};
        establish_tls_1_3(established, lasting_hello(established, suites));
        send_beside_the_transcript(established, Client{bench}.hello(tls_1_3, suites));
        refusals.hear("after the handshake", established, Proof::goes_on);
        return refusals.finding(expected);
    });
}

const std::array table{
    Probe{"rfc8446/4.1.2/compression-refused", compression_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/4.1.2/second-hello-refused", hello_again_is_refused,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_1_2_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
