// For tests only: OpenSSL's client between two memory BIOs, which offers exactly one thing.
#pragma once

#include <openssl/err.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "base/octets.h"
#include "crypto/certificate_pem.h"
#include "crypto/tls_handles.h"

namespace gateway::crypto {

struct TestOffer {
    int lowest = TLS1_2_VERSION;
    int highest = TLS1_2_VERSION;
    std::string suites_1_2 = "ALL:eNULL:!PSK:!SRP";  // OpenSSL's names
};

class TlsTestClient {
public:
    explicit TlsTestClient(const TestOffer& offer = {}) : context_(SSL_CTX_new(TLS_client_method()))
    {
        SSL_CTX_set_security_level(context_.get(), 0);
        SSL_CTX_set_min_proto_version(context_.get(), offer.lowest);
        SSL_CTX_set_max_proto_version(context_.get(), offer.highest);
        SSL_CTX_set_cipher_list(context_.get(), offer.suites_1_2.c_str());
        session_.reset(SSL_new(context_.get()));
        BIO* from_wire = BIO_new(BIO_s_mem());
        BIO_set_mem_eof_return(from_wire, -1);
        SSL_set_bio(session_.get(), from_wire, BIO_new(BIO_s_mem()));
        SSL_set_connect_state(session_.get());
        SSL_set_app_data(session_.get(), this);
        SSL_set_info_callback(session_.get(), [](const SSL* ssl, int where, int detail) {
            if ((where & SSL_CB_READ_ALERT) != SSL_CB_READ_ALERT) return;
            static_cast<TlsTestClient*>(SSL_get_app_data(ssl))->alert_received = detail & 0xff;
        });
    }

    // In PEM: what the client shows when it is asked for a certificate.
    void show(const std::string& certificate, const std::string& key)
    {
        SSL_use_certificate(session_.get(), certificates_from_pem(certificate)->front().get());
        SSL_use_PrivateKey(session_.get(), key_from_pem(key)->get());
    }

    // What the client says when it has heard `from_wire`.
    Octets feed(View from_wire)
    {
        ERR_clear_error();
        BIO_write(SSL_get_rbio(session_.get()), from_wire.data(),
                  static_cast<int>(from_wire.size()));
        if (!established()) SSL_do_handshake(session_.get());
        std::array<std::uint8_t, 4096> part{};
        while (established()) {
            const int count = SSL_read(session_.get(), part.data(), static_cast<int>(part.size()));
            if (count <= 0) break;
            received.append(part.begin(), part.begin() + count);
        }
        return output();
    }

    Octets say(const std::string& text)
    {
        SSL_write(session_.get(), text.data(), static_cast<int>(text.size()));
        return output();
    }

    Octets say(View octets) { return say(std::string(octets.begin(), octets.end())); }

    Octets close()
    {
        SSL_shutdown(session_.get());
        return output();
    }

    Octets renegotiate()
    {
        SSL_renegotiate(session_.get());
        SSL_do_handshake(session_.get());
        return output();
    }

    [[nodiscard]] bool established() const { return SSL_is_init_finished(session_.get()) == 1; }
    [[nodiscard]] bool heard_close_notify() const
    {
        return (SSL_get_shutdown(session_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
    }
    [[nodiscard]] SSL* get() const { return session_.get(); }
    [[nodiscard]] std::string suite() const
    {
        return SSL_CIPHER_standard_name(SSL_get_current_cipher(session_.get()));
    }

    std::string received;
    int alert_received = -1;

private:
    Octets output()
    {
        BIO* to_wire = SSL_get_wbio(session_.get());
        Octets octets(BIO_ctrl_pending(to_wire));
        if (!octets.empty()) BIO_read(to_wire, octets.data(), static_cast<int>(octets.size()));
        return octets;
    }

    SslContextPointer context_;
    SslPointer session_;
};

}  // namespace gateway::crypto
