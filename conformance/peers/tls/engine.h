// A TLS client, SSL 3.0 to TLS 1.3, as single steps: each message is built, may be altered, and is
// sent, at any point; what comes is read, judged and kept. Nothing is enforced: a step that lacks
// what it rests on works with what there is. `drive()` in drive.h puts the steps in their order.
#pragma once

#include <initializer_list>

#include "peers/tls/answer.h"
#include "peers/tls/client.h"
#include "peers/tls/records.h"
#include "peers/tls/session.h"

namespace conformance::peers::tls {

class Engine {
public:
    // Over a connection of its own to the TLS port.
    explicit Engine(Bench& bench) : Engine{bench, Conversation{bench}} {}
    // Over any other.
    Engine(Bench& bench, Conversation conversation);

    Session session;
    Records records;
    std::optional<Identity> identity;

    // ---- build
    // As Client builds it, with groups and key shares this client can compute in.
    [[nodiscard]] wire::tls::ClientHello client_hello(std::uint16_t version, Suites suites);
    // Asks for a session ticket, or goes on with a session.
    [[nodiscard]] wire::tls::ClientHello asking_for_ticket(wire::tls::ClientHello hello) const;
    [[nodiscard]] wire::tls::ClientHello resuming(wire::tls::ClientHello hello,
                                                  const Resumption& earlier);
    // For a hello with one binder, where all its other octets are in place.
    [[nodiscard]] Octets binder(const wire::tls::ClientHello& hello,
                                const Resumption& earlier) const;
    // What answers a HelloRetryRequest.
    [[nodiscard]] wire::tls::ClientHello second_hello();
    [[nodiscard]] wire::tls::Handshake certificate() const;  // empty without an identity
    // Decides on the premaster secret. Nothing when the server's part does not allow one.
    [[nodiscard]] std::optional<wire::tls::Handshake> client_key_exchange();
    [[nodiscard]] std::optional<wire::tls::Handshake> certificate_verify();
    [[nodiscard]] wire::tls::Handshake finished() const;

    // ---- send
    // Handshake messages go into the transcript, ClientHello into the session too; the master
    // secret follows ClientKeyExchange.
    void send(const wire::tls::ClientHello& hello);
    void send(const wire::tls::Handshake& message);
    // Several in one record.
    void send_together(std::initializer_list<wire::tls::Handshake> messages);
    // ChangeCipherSpec, and whatever follows is protected.
    void change_cipher_spec();
    // Whatever follows is protected, without a word: in TLS 1.3 by the key of this traffic secret.
    void protect_sending();
    void protect_sending(View traffic_secret);
    void send_application_data(View content);
    void close_notify();

    // ---- receive
    // Until one of these messages has come (and which), or nothing more comes; `answer` then says
    // why.
    [[nodiscard]] std::optional<wire::tls::HandshakeType> receive_until(
        std::initializer_list<wire::tls::HandshakeType> last);
    // Whatever comes until the server falls silent or goes away.
    void receive_all();

    Answer answer;
    bool is_over = false;  // nothing more comes, as `answer.end` says
    std::string problem;   // what the server did wrong, or what keeps this client from going on
    Octets plaintext;      // application data
    std::optional<Octets> their_change_cipher_spec;  // up to TLS 1.2, its content
    std::vector<wire::tls::Alert> remarks;  // alerts that end nothing

private:
    // Whether to read on.
    [[nodiscard]] bool take(const Incoming& incoming);
    void take_alert(const wire::tls::Alert& alert);
    void end_with(Answer::End end);
    void note_progress();
    void take_message(View message);
    void judge(wire::tls::HandshakeType type, View body);
    void learn(wire::tls::HandshakeType type, View body);

    void take_server_hello(View body);
    void take_certificate(View body);
    void take_server_parameters(View body);
    void take_certificate_request(View body);
    void take_encrypted_extensions(View body);
    void take_ticket(View body);
    void take_key_update(View body);
    void judge_certificate_verify(View body);
    void judge_finished(View body);

    [[nodiscard]] Octets noted(const wire::tls::Handshake& message);
    void restart_transcript();
    void derive_master_secret();
    void derive_handshake_secrets();
    void derive_application_secrets();
    void derive_resumption_secret();
    void read_protected();
    void read_protected(View traffic_secret);
    [[nodiscard]] Octets traffic_secret(View from, std::string_view name, const std::string& label);
    void keep_secret(const std::string& label, View secret);

    Bench& bench_;
};

}  // namespace conformance::peers::tls
