// RFC 6066, Section 3: Server Name Indication.

#include <algorithm>
#include <array>

#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr auto nobody = "nobody.invalid";

ClientHello naming(ClientHello hello, const std::string& name)
{
    std::erase_if(hello.extensions.list,
                  [](const Extension& one) { return one.is(ExtensionType::server_name); });
    hello.extensions.add(server_name(name));
    return hello;
}

bool is_unrecognized_name(const Alert& alert)
{
    return alert.description == static_cast<std::uint8_t>(AlertDescription::unrecognized_name);
}

// With the right server name the handshake succeeds; an unknown one is never answered with an
// unrecognized_name of warning level.
Finding server_names_are_heeded(Bench& bench)
{
    const auto expected = "an unknown name is refused or passed over, without a warning";
    const auto source = "RFC 6066, Section 3";
    // This one asks for the right name, where the target file has one.
    const auto offer = known_hello_up_to_1_2(bench);
    Engine engine{bench};
    engine.send(naming(engine.client_hello(offer.version, {offer.suite}), nobody));
    if (engine.receive_until({HandshakeType::server_hello_done})) {
        engine.answer.end = Answer::End::complete;
    }
    const auto& answer = engine.answer;
    if (proves_nothing(answer)) {
        return inconclusive(bench, answer, expected);
    }
    auto finding = pass(bench, answer, expected);
    const bool warns = std::ranges::any_of(engine.remarks, is_unrecognized_name);
    if (warns) {
        finding.observed += ", with the warning unrecognized_name before it";
        return unmet_should(std::move(finding), "warned",
                            "unrecognized_name of warning level, after which clients do what they "
                            "please",
                            source);
    }
    return finding;
}

const std::array table{
    Probe{"rfc6066/3/server-name", server_names_are_heeded, &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc6066_3_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
