#include "peers/tls/drive.h"

#include "wire/tls/narrate.h"

namespace conformance::peers::tls {

namespace {

using namespace wire::tls;
using Drive = Answer::Drive;

constexpr std::uint8_t no_certificate = 41;

Answer told(Engine& engine, Drive drive, std::string text)
{
    engine.answer.drive = drive;
    engine.answer.drive_text = std::move(text);
    return engine.answer;
}

Answer cannot(Engine& engine, std::string text)
{
    if (!engine.is_over) {
        engine.answer.end = Answer::End::complete;
    }
    return told(engine, Drive::cannot, std::move(text));
}

// What the server did instead of going on. One that asked for a certificate may refuse who has none.
Answer broken_off(Engine& engine)
{
    const auto end = engine.answer.end;
    const bool is_refusal = end == Answer::End::alert || end == Answer::End::closed ||
                            end == Answer::End::reset;
    if (is_refusal && engine.session.certificate_requested && !engine.identity) {
        return told(engine, Drive::cannot, "it asks for a client certificate, which is not there");
    }
    return told(engine, Drive::failed,
                engine.problem.empty() ? engine.answer.ending() : engine.problem);
}

// Both have sent Finished.
Answer judged(Engine& engine)
{
    const auto& session = engine.session;
    engine.answer.end = Answer::End::complete;
    if (session.server_signature == crypto::SignatureCheck::bad) {
        return told(engine, Drive::failed, "its signature does not fit");
    }
    if (!session.server_finished.value_or(false)) {
        return told(engine, Drive::failed, "its Finished does not fit");
    }
    return told(engine, Drive::complete, "");
}

void send_certificate(Engine& engine)
{
    // RFC 6101, Section 5.6.6: SSL 3.0 has an alert for having none.
    if (engine.session.version == ssl_3_0 && !engine.identity) {
        engine.records.send(ContentType::alert, Octets{alert_warning, no_certificate});
        return;
    }
    engine.send(engine.certificate());
}

Answer finish_older(Engine& engine)
{
    if (engine.session.certificate_requested) {
        send_certificate(engine);
    }
    const auto exchange = engine.client_key_exchange();
    if (!exchange) {
        return cannot(engine, engine.problem);
    }
    engine.send(*exchange);
    if (engine.session.certificate_requested && engine.identity) {
        const auto verify = engine.certificate_verify();
        if (!verify) {
            return cannot(engine, engine.problem);
        }
        engine.send(*verify);
    }
    engine.change_cipher_spec();
    engine.send(engine.finished());
    if (!engine.receive_until({HandshakeType::finished})) {
        return broken_off(engine);
    }
    return judged(engine);
}

// The server has shown its Finished already.
Answer finish_resumed(Engine& engine)
{
    engine.change_cipher_spec();
    engine.send(engine.finished());
    engine.records.flush();
    return judged(engine);
}

// Our part of the end of TLS 1.3. Nothing, or why it cannot be sent.
std::optional<Answer> send_last_flight(Engine& engine)
{
    const auto& session = engine.session;
    // RFC 8446, Appendix D.4: of a client that has named a session.
    if (!session.client_hello.session_id.empty()) {
        engine.change_cipher_spec();
    }
    engine.protect_sending(session.client_handshake_traffic);
    if (session.certificate_requested) {
        engine.send(engine.certificate());
        if (engine.identity) {
            const auto verify = engine.certificate_verify();
            if (!verify) {
                return cannot(engine, engine.problem);
            }
            engine.send(*verify);
        }
    }
    engine.send(engine.finished());
    engine.protect_sending(session.client_application_traffic);
    return std::nullopt;
}

// Whether a server of TLS 1.3 took our Finished is seen by what follows: tickets, its own end, or
// nothing, but no alert.
Answer finish_latest(Engine& engine)
{
    if (const auto hindered = send_last_flight(engine)) {
        return *hindered;
    }
    engine.close_notify();
    engine.receive_all();
    const bool refused = engine.answer.end == Answer::End::alert &&
                         engine.answer.alert.description !=
                             static_cast<std::uint8_t>(AlertDescription::close_notify);
    if (refused || engine.answer.end == Answer::End::not_tls) {
        return broken_off(engine);
    }
    return judged(engine);
}

Answer finish_latest_and_stay(Engine& engine)
{
    if (const auto hindered = send_last_flight(engine)) {
        return *hindered;
    }
    return judged(engine);
}

}  // namespace

bool exchange_hellos(Engine& engine, const ClientHello& hello)
{
    engine.send(hello);
    if (!engine.receive_until({HandshakeType::server_hello})) {
        return false;
    }
    if (engine.session.version < tls_1_3 || !engine.session.server_hello.is_hello_retry_request()) {
        return true;
    }
    engine.send(engine.second_hello());
    return engine.receive_until({HandshakeType::server_hello}).has_value();
}

Answer drive(Engine& engine, const ClientHello& hello, Afterwards afterwards)
{
    if (!exchange_hellos(engine, hello)) {
        return broken_off(engine);
    }
    const auto& session = engine.session;
    const bool is_drivable = !session.suite.cipher.hash.empty();
    if (session.version >= tls_1_3 && session.server_handshake_traffic.empty()) {
        return cannot(engine, is_drivable ? engine.problem : "its cipher cannot be computed");
    }
    const auto last =
        engine.receive_until({HandshakeType::server_hello_done, HandshakeType::finished});
    if (!last) {
        return broken_off(engine);
    }
    if (!is_drivable) {
        return cannot(engine, "its key exchange or cipher cannot be computed");
    }
    if (session.version >= tls_1_3) {
        return afterwards == Afterwards::leave ? finish_latest(engine)
                                               : finish_latest_and_stay(engine);
    }
    return *last == HandshakeType::finished ? finish_resumed(engine) : finish_older(engine);
}

Answer complete(Bench& bench, std::uint16_t version, Suites suites, Groups groups)
{
    Engine engine{bench};
    if (engine.is_over) {
        return engine.answer;
    }
    auto answer = drive(engine, listing(groups, engine.client_hello(version, std::move(suites))));
    take_leave(engine, bench.patience);
    return answer;
}

void take_leave(Engine& engine, const Patience& patience)
{
    if (!engine.is_over) {
        engine.close_notify();
        engine.records.be_brief(patience.quiet);
        engine.receive_all();
    }
}

std::optional<Resumption> resumption(const Engine& engine)
{
    const auto& session = engine.session;
    if (!session.tickets.empty()) {
        return session.tickets.back();
    }
    if (session.version >= tls_1_3 || session.server_hello.session_id.empty()) {
        return std::nullopt;
    }
    return Resumption{.version = session.version,
                      .suite = session.suite.number,
                      .session_id = session.server_hello.session_id,
                      .secret = session.master,
                      .extended_master_secret = session.extended_master_secret};
}

}  // namespace conformance::peers::tls
