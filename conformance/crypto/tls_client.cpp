#include "crypto/tls_client.h"

#include <botan/credentials_manager.h>
#include <botan/tls_callbacks.h>
#include <botan/tls_client.h>
#include <botan/tls_policy.h>
#include <botan/tls_session_manager.h>

#include <utility>

#include "crypto/botan_random.h"

namespace conformance::crypto {

namespace {

// Everything a gateway may still speak, however weak, and no clock in the hello.
class Tolerant : public Botan::TLS::Policy {
public:
    [[nodiscard]] bool allow_tls10() const override { return true; }
    [[nodiscard]] bool allow_tls11() const override { return true; }
    [[nodiscard]] bool allow_tls12() const override { return true; }
    [[nodiscard]] bool include_time_in_hello_random() const override { return false; }
    [[nodiscard]] std::size_t minimum_rsa_bits() const override { return 512; }
    [[nodiscard]] std::size_t minimum_dh_group_size() const override { return 512; }
    [[nodiscard]] std::size_t minimum_ecdsa_group_size() const override { return 112; }
    [[nodiscard]] std::size_t minimum_ecdh_group_size() const override { return 112; }
    [[nodiscard]] std::size_t minimum_signature_strength() const override { return 0; }
    void check_peer_key_acceptable(const Botan::Public_Key&) const override {}
    [[nodiscard]] std::vector<std::string> allowed_signature_hashes() const override
    {
        return {"SHA-512", "SHA-384", "SHA-256", "SHA-1"};
    }
    [[nodiscard]] std::vector<std::string> allowed_ciphers() const override
    {
        return {"AES-256/GCM", "AES-128/GCM", "ChaCha20Poly1305", "AES-256", "AES-128", "3DES"};
    }
    [[nodiscard]] std::vector<std::string> allowed_macs() const override
    {
        return {"AEAD", "SHA-256", "SHA-384", "SHA-1"};
    }
    [[nodiscard]] std::vector<std::string> allowed_key_exchange_methods() const override
    {
        return {"ECDH", "DH", "RSA"};
    }
    [[nodiscard]] std::vector<std::string> allowed_signature_methods() const override
    {
        return {"ECDSA", "RSA", "IMPLICIT"};
    }
};

}  // namespace

class TlsClient::Engine : public Botan::TLS::Callbacks {
public:
    Engine(Random& random, const std::string& server_name)
        : random_{random},
          client_{*this,
                  sessions_,
                  credentials_,
                  policy_,
                  random_,
                  Botan::TLS::Server_Information{server_name, 443},
                  Botan::TLS::Protocol_Version::TLS_V12}
    {
    }

    void feed(View octets)
    {
        if (!ended.empty()) {
            return;
        }
        try {
            client_.received_data(octets.data(), octets.size());
            if (ended.empty() && client_.is_closed()) {
                ended = "closed by the server";
            }
        } catch (const std::exception& problem) {
            ended = problem.what();
        }
    }

    void write(View octets)
    {
        try {
            client_.send(octets.data(), octets.size());
        } catch (const std::exception& problem) {
            ended = problem.what();
        }
    }

    [[nodiscard]] bool is_active() const { return client_.is_active(); }

    void tls_emit_data(const std::uint8_t data[], std::size_t size) override
    {
        append(to_send, {data, size});
    }
    void tls_record_received(std::uint64_t, const std::uint8_t data[], std::size_t size) override
    {
        append(plaintext, {data, size});
    }
    void tls_alert(Botan::TLS::Alert alert) override
    {
        if (alert.is_fatal()) {
            ended = "alert " + alert.type_string();
        }
    }
    bool tls_session_established(const Botan::TLS::Session&) override { return false; }
    void tls_verify_cert_chain(const std::vector<Botan::X509_Certificate>&,
                               const std::vector<std::shared_ptr<const Botan::OCSP::Response>>&,
                               const std::vector<Botan::Certificate_Store*>&, Botan::Usage_Type,
                               const std::string&, const Botan::TLS::Policy&) override
    {
    }

    Octets to_send, plaintext;
    std::string ended;

private:
    BotanRandom random_;
    Botan::TLS::Session_Manager_Noop sessions_;
    Botan::Credentials_Manager credentials_;
    Tolerant policy_;
    Botan::TLS::Client client_;  // last: it sends its hello while it is made
};

TlsClient::TlsClient(Random& random, const std::string& server_name)
    : engine_{std::make_unique<Engine>(random, server_name)}
{
}

TlsClient::~TlsClient() = default;

void TlsClient::feed(View octets)
{
    engine_->feed(octets);
}
Octets TlsClient::take_to_send()
{
    return std::exchange(engine_->to_send, {});
}
Octets TlsClient::take_plaintext()
{
    return std::exchange(engine_->plaintext, {});
}
void TlsClient::write(View plaintext)
{
    engine_->write(plaintext);
}
bool TlsClient::is_established() const
{
    return engine_->ended.empty() && engine_->is_active();
}
const std::string& TlsClient::ended() const
{
    return engine_->ended;
}

}  // namespace conformance::crypto
