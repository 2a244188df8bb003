// What a TLS client knows of its connection, in the open: a probe may read it or lie in it at any
// point of a handshake.
#pragma once

#include <functional>
#include <map>

#include "crypto/key_exchange.h"
#include "crypto/tls_schedule.h"
#include "crypto/tls_secrets.h"
#include "crypto/tls_signature.h"
#include "peers/tls/suite.h"
#include "wire/tls/authentication.h"
#include "wire/tls/session.h"

namespace conformance::peers::tls {

// A client certificate, and who signs by its key. The chain's first is the client's own, in DER.
struct Identity {
    std::vector<Octets> chain;
    std::vector<std::uint16_t> schemes;  // that the key signs by, the first is preferred
    // Nothing where it does not sign so.
    std::function<std::optional<Octets>(std::uint16_t scheme, View message)> sign;
};

// What a later handshake can go on with. The ticket of TLS 1.3 comes with a pre-shared key, that of
// the older versions, like a session id, stands for the master secret.
struct Resumption {
    std::uint16_t version = 0, suite = 0;
    Octets session_id = {}, ticket = {}, secret = {};
    bool extended_master_secret = false;
    std::uint32_t lifetime = 0, age_add = 0;
};

struct Session {
    std::uint16_t version = 0;  // asked for, then selected
    Suite suite;
    wire::tls::ClientHello client_hello;  // the last one sent
    wire::tls::ServerHello server_hello;
    wire::tls::Extensions encrypted_extensions;  // of TLS 1.3
    std::optional<wire::tls::ServerHello> retry;  // HelloRetryRequest, where one came first
    Octets transcript;  // all handshake messages so far, of both sides
    std::map<std::uint16_t, std::unique_ptr<crypto::KeyExchange>> shares;  // of TLS 1.3, by group

    std::vector<Octets> certificates;  // the server's, in DER
    std::optional<wire::tls::ServerParameters> parameters;
    bool certificate_requested = false;
    std::optional<wire::tls::CertificateRequest> certificate_request;  // up to TLS 1.2, if readable
    std::vector<std::uint16_t> requested_schemes;
    Octets request_context;

    bool extended_master_secret = false, encrypt_then_mac = false, resumed = false;
    Octets premaster, master;  // up to TLS 1.2
    // Of TLS 1.3; the names are those of RFC 8446, Section 7.1.
    Octets handshake_secret, master_secret, resumption_master_secret, exporter_master_secret;
    Octets client_handshake_traffic, server_handshake_traffic;
    Octets client_application_traffic, server_application_traffic;
    std::optional<Resumption> offered;  // in the ClientHello

    // What the client found of the server's proofs; nothing while there was none.
    std::optional<crypto::SignatureCheck> server_signature;
    std::uint16_t server_scheme = 0;
    std::optional<bool> server_finished;
    Octets client_verify_data, server_verify_data;  // of Finished, as sent
    std::vector<Resumption> tickets;
    std::vector<std::uint8_t> key_updates;  // what each says that it requests

    [[nodiscard]] wire::tls::Dialect dialect() const
    {
        return {version, suite.exchange, suite.is_signed};
    }
    [[nodiscard]] crypto::TlsSecrets secrets() const { return {version, suite.cipher.hash}; }
    [[nodiscard]] crypto::TlsSchedule schedule() const
    {
        return crypto::TlsSchedule{suite.cipher.hash};
    }
    [[nodiscard]] const Octets& client_random() const { return client_hello.random; }
    [[nodiscard]] const Octets& server_random() const { return server_hello.random; }
};

}  // namespace conformance::peers::tls
