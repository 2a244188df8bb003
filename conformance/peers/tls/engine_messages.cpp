// The messages between the hellos and Finished: built for the server, read and judged from it.
#include <algorithm>

#include "crypto/digest.h"
#include "crypto/tls_key_exchange.h"
#include "peers/tls/engine.h"

namespace conformance::peers::tls {

namespace {

using namespace wire::tls;
using crypto::SignatureCheck;

constexpr std::size_t premaster_octets = 48;

// RFC 5246, Section 8.1.2; in TLS 1.3 a shared secret keeps its length.
Octets without_leading_zeros(Octets secret)
{
    const auto first = std::ranges::find_if(secret, [](auto octet) { return octet != 0; });
    secret.erase(secret.begin(), first);
    return secret;
}

// RFC 8446, Section 4.4.3.
Octets content_to_sign(std::string_view context, View hash)
{
    Octets content(64, 0x20);
    append(content, view(context));
    content.push_back(0);
    append(content, hash);
    return content;
}

// RFC 8446, Section 4.2.3: what signs handshakes of TLS 1.3.
bool is_for_tls_1_3(std::uint16_t scheme)
{
    return scheme >> 8 == 0x08 || scheme == 0x0403 || scheme == 0x0503 || scheme == 0x0603;
}

}  // namespace

Handshake Engine::certificate() const
{
    const auto chain = identity ? identity->chain : std::vector<Octets>{};
    if (session.version < tls_1_3) {
        return wire::tls::handshake(Certificate{chain, {}});
    }
    Extensions none;
    none.present = true;
    CertificateEntries body;
    body.context = session.request_context;
    for (const auto& one : chain) {
        body.entries.push_back({one, none, {}});
    }
    return handshake(body, session.dialect());
}

std::optional<Handshake> Engine::client_key_exchange()
{
    ClientKeyExchange body;
    std::unique_ptr<crypto::KeyExchange> key;
    std::optional<Octets> secret;
    const auto& suite = session.suite;
    if (suite.exchange == Exchange::rsa && !session.certificates.empty()) {
        session.premaster = {static_cast<std::uint8_t>(session.client_hello.version >> 8),
                             static_cast<std::uint8_t>(session.client_hello.version)};
        append(session.premaster, bench_.random.octets(premaster_octets - 2));
        secret =
            crypto::encrypted_for(session.certificates.front(), session.premaster, bench_.random);
        if (!secret) {
            problem = "its certificate has no RSA key";
            return std::nullopt;
        }
        body.value = *secret;
        return handshake(body, session.dialect());
    }
    if (session.parameters && suite.exchange == Exchange::dhe) {
        const auto& dhe = session.parameters->dhe;
        key = crypto::dhe_key_exchange(dhe.p, dhe.g, bench_.random);
        secret = key ? key->shared_secret(dhe.public_value) : std::nullopt;
        secret = secret ? std::optional{without_leading_zeros(*secret)} : std::nullopt;
    } else if (session.parameters && crypto::supports_tls_group(session.parameters->ecdhe.curve)) {
        const auto& ecdhe = session.parameters->ecdhe;
        key = crypto::tls_key_exchange(ecdhe.curve, bench_.random);
        secret = key->shared_secret(ecdhe.point);
    }
    if (!secret) {
        problem = "no secret can be shared with what it sent for the key exchange";
        return std::nullopt;
    }
    session.premaster = *secret;
    body.value = key->public_value();
    return handshake(body, session.dialect());
}

std::optional<Handshake> Engine::certificate_verify()
{
    if (!identity) {
        return std::nullopt;
    }
    CertificateVerify body;
    std::optional<Octets> signature;
    const bool latest = session.version >= tls_1_3;
    const auto scheme = std::ranges::find_if(identity->schemes, [&](auto one) {
        return contains(session.requested_schemes, one) && (!latest || is_for_tls_1_3(one));
    });
    // Before TLS 1.2 no request lists any.
    if (scheme != identity->schemes.end()) {
        body.signature.scheme = *scheme;
        signature = identity->sign(
            *scheme, latest ? content_to_sign(
                                  "TLS 1.3, client CertificateVerify",
                                  crypto::digest(session.suite.cipher.hash, session.transcript))
                            : session.transcript);
    }
    if (!signature) {
        problem = "it asks for no signature that the client's key can give";
        return std::nullopt;
    }
    body.signature.octets = *signature;
    return handshake(body, session.dialect());
}

Handshake Engine::finished() const
{
    using Sender = crypto::TlsSecrets::Sender;
    const auto data =
        session.version >= tls_1_3
            ? session.schedule().verify_data(session.client_handshake_traffic, session.transcript)
            : session.secrets().verify_data(session.master, Sender::client, session.transcript);
    return handshake(Finished{data}, session.dialect());
}

void Engine::take_certificate(View body)
{
    if (session.version >= tls_1_3) {
        const auto message = read<CertificateEntries>(body, session.dialect());
        session.certificates = message ? message->certificates() : std::vector<Octets>{};
    } else {
        std::vector<std::string> complaints;
        const auto message = decode_handshake(static_cast<std::uint8_t>(HandshakeType::certificate),
                                              body, complaints);
        std::ranges::move(complaints, std::back_inserter(answer.complaints));
        const auto* chain = std::get_if<Certificate>(&message.body);
        session.certificates = chain != nullptr ? chain->certificates : std::vector<Octets>{};
    }
    answer.certificates = session.certificates;
}

void Engine::take_server_parameters(View body)
{
    answer.curve = ServerKeyExchange{{body.begin(), body.end()}}.named_curve();
    const auto dialect = session.dialect();
    session.parameters = read<ServerParameters>(body, dialect);
    if (!session.parameters || !dialect.is_signed || session.certificates.empty()) {
        return;
    }
    auto message = session.client_random();
    append(message, session.server_random());
    append(message, unsigned_part(*session.parameters, dialect));
    const auto& signature = session.parameters->signature;
    const auto& leaf = session.certificates.front();
    session.server_scheme = signature.scheme;
    if (session.version >= tls_1_2) {
        session.server_signature =
            crypto::check_signature(leaf, signature.scheme, message, signature.octets);
    } else {
        auto digests = crypto::digest("MD5", message);
        append(digests, crypto::digest("SHA-1", message));
        session.server_signature = crypto::check_old_signature(leaf, digests, signature.octets);
    }
}

void Engine::take_certificate_request(View body)
{
    session.certificate_requested = true;
    if (session.version < tls_1_3) {
        session.certificate_request = read<CertificateRequest>(body, session.dialect());
        if (session.certificate_request) {
            session.requested_schemes = session.certificate_request->schemes;
        }
        return;
    }
    const auto request = read<RequestWithExtensions>(body, session.dialect());
    if (!request) {
        return;
    }
    session.request_context = request->context;
    if (const auto* schemes = request->extensions.find(ExtensionType::signature_algorithms)) {
        session.requested_schemes = numbers_in(*schemes, true);
    }
}

void Engine::judge_certificate_verify(View body)
{
    const auto message = read<CertificateVerify>(body, session.dialect());
    if (!message || session.certificates.empty()) {
        session.server_signature = SignatureCheck::bad;
        return;
    }
    session.server_scheme = message->signature.scheme;
    session.server_signature = crypto::check_signature(
        session.certificates.front(), message->signature.scheme,
        content_to_sign("TLS 1.3, server CertificateVerify",
                        crypto::digest(session.suite.cipher.hash, session.transcript)),
        message->signature.octets);
}

void Engine::judge_finished(View body)
{
    using Sender = crypto::TlsSecrets::Sender;
    const auto expected =
        session.version >= tls_1_3
            ? session.schedule().verify_data(session.server_handshake_traffic, session.transcript)
            : session.secrets().verify_data(session.master, Sender::server, session.transcript);
    session.server_verify_data.assign(body.begin(), body.end());
    session.server_finished = std::ranges::equal(expected, body);
}

void Engine::take_ticket(View body)
{
    const auto message = read<NewSessionTicket>(body, session.dialect());
    if (!message) {
        return;
    }
    Resumption ticket{.version = session.version,
                      .suite = session.suite.number,
                      .ticket = message->ticket,
                      .secret = session.master,
                      .extended_master_secret = session.extended_master_secret,
                      .lifetime = message->lifetime,
                      .age_add = message->age_add};
    if (session.version >= tls_1_3) {
        const auto schedule = session.schedule();
        ticket.secret = schedule.expanded(session.resumption_master_secret, "resumption",
                                          message->nonce, crypto::digest_octets(schedule.hash()));
    }
    session.tickets.push_back(std::move(ticket));
}

}  // namespace conformance::peers::tls
