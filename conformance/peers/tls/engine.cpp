#include "peers/tls/engine.h"

#include <algorithm>

namespace conformance::peers::tls {

namespace {

using namespace wire::tls;

constexpr std::uint8_t user_canceled = 90;

HandshakeType type_of(View message)
{
    return static_cast<HandshakeType>(message[0]);
}

// RFC 8446, Section 4.4.1: what comes after the handshake of TLS 1.3 is no part of it.
bool joins_transcript(HandshakeType type, std::uint16_t version)
{
    const bool is_later =
        type == HandshakeType::new_session_ticket || type == HandshakeType::key_update;
    return type != HandshakeType::hello_request && !(version >= tls_1_3 && is_later);
}

bool is_remark(const Alert& alert)
{
    return alert.description == user_canceled ||
           (alert.level == alert_warning &&
            alert.description != static_cast<std::uint8_t>(AlertDescription::close_notify));
}

}  // namespace

Engine::Engine(Bench& bench, Conversation conversation)
    : records{std::move(conversation)}, bench_{bench}
{
    if (!records.conversation().is_open()) {
        answer.connection_refused = records.conversation().was_refused();
        end_with(Answer::End::no_connection);
    }
}

void Engine::send(const ClientHello& hello)
{
    session.client_hello = hello;
    if (!answer.has_hello) {
        // The lowest record version that goes with the hello: RFC 5246, Appendix E.1.
        records.version = std::min(hello.version, tls_1_0);
    }
    send(wire::tls::handshake(hello));
}

void Engine::send(const Handshake& message)
{
    send_together({message});
}

void Engine::send_together(std::initializer_list<Handshake> messages)
{
    Octets octets;
    for (const auto& message : messages) {
        append(octets, noted(message));
    }
    records.send(ContentType::handshake, octets);
}

Octets Engine::noted(const Handshake& message)
{
    auto octets = encode(message);
    append(session.transcript, octets);
    const auto type = static_cast<HandshakeType>(message.type);
    if (type == HandshakeType::client_key_exchange) {
        derive_master_secret();
    }
    if (type == HandshakeType::finished) {
        session.client_verify_data.assign(octets.begin() + handshake_header_octets, octets.end());
    }
    if (type == HandshakeType::finished && session.version >= tls_1_3) {
        derive_resumption_secret();
    }
    return octets;
}

void Engine::change_cipher_spec()
{
    records.send(ContentType::change_cipher_spec, Octets{1});
    if (session.version < tls_1_3) {
        protect_sending();
    }
}

void Engine::send_application_data(View content)
{
    records.send(ContentType::application_data, content);
}

void Engine::close_notify()
{
    records.send(ContentType::alert, Octets{alert_warning, 0});
}

std::optional<HandshakeType> Engine::receive_until(std::initializer_list<HandshakeType> last)
{
    while (!is_over) {
        const auto incoming = records.next();
        if (!take(incoming)) {
            break;
        }
        if (incoming.kind == Incoming::Kind::handshake &&
            std::ranges::find(last, type_of(incoming.octets)) != last.end()) {
            note_progress();
            return type_of(incoming.octets);
        }
    }
    note_progress();
    return std::nullopt;
}

void Engine::receive_all()
{
    while (!is_over && take(records.next())) {
    }
    note_progress();
}

bool Engine::take(const Incoming& incoming)
{
    switch (incoming.kind) {
        case Incoming::Kind::handshake:
            take_message(incoming.octets);
            break;
        case Incoming::Kind::change_cipher_spec:
            if (session.version < tls_1_3) {
                their_change_cipher_spec = incoming.octets;
                read_protected();
            }
            break;
        case Incoming::Kind::alert:
            take_alert({incoming.octets[0], incoming.octets[1]});
            break;
        case Incoming::Kind::application_data:
            append(plaintext, incoming.octets);
            break;
        case Incoming::Kind::undecipherable:
            problem = "a record that cannot be opened came";
            end_with(Answer::End::not_tls);
            break;
        case Incoming::Kind::not_tls:
            end_with(Answer::End::not_tls);
            break;
        case Incoming::Kind::ended:
            switch (records.conversation().last()) {
                case Received::Kind::closed:
                    end_with(Answer::End::closed);
                    break;
                case Received::Kind::reset:
                case Received::Kind::refused:
                    end_with(Answer::End::reset);
                    break;
                case Received::Kind::silence:
                    end_with(Answer::End::silence);
                    break;
                case Received::Kind::octets:  // and still more of them
                    end_with(Answer::End::flood);
                    break;
            }
            break;
    }
    return !is_over;
}

void Engine::take_alert(const Alert& alert)
{
    if (is_remark(alert)) {
        remarks.push_back(alert);
        return;
    }
    answer.alert = alert;
    end_with(Answer::End::alert);
}

void Engine::end_with(Answer::End end)
{
    answer.end = end;
    is_over = true;
}

void Engine::note_progress()
{
    answer.octets = records.conversation().heard();
    answer.frames = records.conversation().frames();
}

void Engine::take_message(View message)
{
    const auto type = type_of(message);
    const auto body = message.subspan(handshake_header_octets);
    judge(type, body);
    if (type == HandshakeType::server_hello) {
        take_server_hello(body);
    }
    if (joins_transcript(type, session.version)) {
        append(session.transcript, message);
    }
    learn(type, body);
}

// What proves something about the messages before it.
void Engine::judge(HandshakeType type, View body)
{
    if (type == HandshakeType::certificate_verify) {
        judge_certificate_verify(body);
    } else if (type == HandshakeType::finished) {
        judge_finished(body);
    }
}

void Engine::learn(HandshakeType type, View body)
{
    switch (type) {
        case HandshakeType::server_hello:
            if (session.version >= tls_1_3 && !session.server_hello.is_hello_retry_request()) {
                derive_handshake_secrets();
            }
            break;
        case HandshakeType::encrypted_extensions:
            take_encrypted_extensions(body);
            break;
        case HandshakeType::certificate:
            take_certificate(body);
            break;
        case HandshakeType::server_key_exchange:
            take_server_parameters(body);
            break;
        case HandshakeType::certificate_request:
            take_certificate_request(body);
            break;
        case HandshakeType::finished:
            if (session.version >= tls_1_3) {
                derive_application_secrets();
            }
            break;
        case HandshakeType::new_session_ticket:
            take_ticket(body);
            break;
        case HandshakeType::key_update:
            take_key_update(body);
            break;
        default:
            break;
    }
}

}  // namespace conformance::peers::tls
