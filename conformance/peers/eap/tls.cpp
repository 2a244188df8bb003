#include "peers/eap/tls.h"

#include "crypto/certificate.h"
#include "crypto/digest.h"
#include "crypto/tls_signature.h"
#include "peers/eap/tls_link.h"
#include "peers/tls/drive.h"

namespace conformance::peers::eap {

namespace {

using namespace wire::tls;
using tls::Engine;
using tls::Identity;

constexpr std::size_t key_octets = 64;
constexpr std::uint8_t method = static_cast<std::uint8_t>(Type::tls);

// What clients of today offer, forward secrecy first.
const tls::Suites suites{0x1302, 0x1301, 0x1303, 0xc02c, 0xc030, 0xc02b, 0xc02f, 0x009f,
                         0x009e, 0xc024, 0xc028, 0xc023, 0xc027, 0xc00a, 0xc014, 0xc009,
                         0xc013, 0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f};

std::vector<std::uint16_t> schemes_of(View certificate)
{
    const auto read = crypto::Certificate::read(certificate);
    if (!read || read->key_algorithm != "ECDSA") {
        return {0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601};
    }
    constexpr std::size_t of_p384 = 384, of_p521 = 521;
    switch (read->key_bits) {
        case of_p384:
            return {0x0503};
        case of_p521:
            return {0x0603};
        default:
            return {0x0403};
    }
}

Identity identity_of(Credentials& credentials)
{
    const auto& chain = credentials.certificates();
    return {chain, schemes_of(chain.front()),
            [&credentials](std::uint16_t number, View message) -> std::optional<Octets> {
                const auto scheme = crypto::own_scheme(number);
                return scheme ? credentials.sign(crypto::to_string(*scheme), message)
                              : std::nullopt;
            }};
}

// TLS 1.3 and 1.2 at once; no host is asked for, and no session is to be gone on with.
ClientHello hello_of(Engine& engine)
{
    auto hello = engine.client_hello(tls_1_3, suites);
    hello.session_id.clear();
    std::erase_if(hello.extensions.list,
                  [](const Extension& one) { return one.is(ExtensionType::server_name); });
    for (auto& one : hello.extensions.list) {
        if (one.is(ExtensionType::supported_versions)) {
            one = supported_versions({tls_1_3, tls_1_2});
        }
    }
    hello.extensions.add(uncompressed_points());
    hello.extensions.add(extended_master_secret());
    hello.extensions.add(empty_renegotiation_info());
    return hello;
}

// RFC 5216, Section 2.3; RFC 9190, Section 2.3.
Octets key_of(const tls::Session& session)
{
    constexpr std::size_t exported = 128;
    Octets material;
    if (session.version >= tls_1_3) {
        const auto schedule = session.schedule();
        const auto secret =
            schedule.derived(session.exporter_master_secret, "EXPORTER_EAP_TLS_Key_Material", {});
        material = schedule.expanded(secret, "exporter",
                                     crypto::digest(schedule.hash(), Octets{method}), exported);
    } else {
        auto seed = session.client_random();
        append(seed, session.server_random());
        material = session.secrets().prf(session.master, "client EAP encryption", seed, exported);
    }
    material.resize(key_octets);
    return material;
}

// RFC 9190, Section 2.5, has a server of TLS 1.3 say one octet more when it is content. In the end,
// and after an alert, there is an empty Response of ours.
void hear_the_end(Engine& engine, TlsLink& link)
{
    engine.receive_all();
    constexpr unsigned most_turns = 8;
    for (unsigned i = 0; i < most_turns; ++i) {
        if (link.receive({}).kind != Received::Kind::octets) {
            return;
        }
    }
}

}  // namespace

Outcome log_in_by_tls(Bench& bench, Octets start, const Ask& ask)
{
    auto owned = std::make_unique<TlsLink>(std::move(start), ask);
    auto& link = *owned;
    Engine engine{bench, tls::Conversation{std::move(owned), bench.patience}};
    engine.identity = identity_of(*bench.credentials);
    const auto answer = tls::drive(engine, hello_of(engine), tls::Afterwards::stay);
    hear_the_end(engine, link);
    auto outcome = ended_with(link.last(), answer.drive == tls::Answer::Drive::complete
                                               ? key_of(engine.session)
                                               : Octets{});
    if (answer.drive != tls::Answer::Drive::complete) {
        outcome = {false, {}, "TLS inside EAP: " + answer.drive_text};
    } else if (!outcome.succeeded && engine.answer.end == tls::Answer::End::alert) {
        outcome.problem += ", after TLS " + engine.answer.ending();
    }
    return outcome;
}

}  // namespace conformance::peers::eap
