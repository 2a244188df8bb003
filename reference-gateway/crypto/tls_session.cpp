#include "crypto/tls_session.h"

#include <openssl/err.h>

#include <array>
#include <stdexcept>

#include "crypto/tls_client_certificates.h"
#include "crypto/tls_handles.h"
#include "crypto/trust.h"

namespace gateway::crypto {
namespace {

constexpr std::size_t largest_record = 16384;

std::string last_reason()
{
    const char* reason = ERR_reason_error_string(ERR_peek_error());
    ERR_clear_error();
    return reason == nullptr ? "connection broken" : reason;
}

}  // namespace

void TlsSession::Release::operator()(SSL* session) const noexcept
{
    SSL_free(session);
}

TlsSession::TlsSession(const TlsContext& context) : session_(SSL_new(context.get()))
{
    BioPointer from_wire{BIO_new(BIO_s_mem())};
    BioPointer to_wire{BIO_new(BIO_s_mem())};
    if (session_ == nullptr || from_wire == nullptr || to_wire == nullptr) throw std::bad_alloc();
    BIO_set_mem_eof_return(from_wire.get(), -1);  // empty means "not yet", never "the end"
    SSL_set_bio(session_.get(), from_wire.release(), to_wire.release());
    SSL_set_accept_state(session_.get());
    SSL_set_app_data(session_.get(), this);
    SSL_set_info_callback(session_.get(), note_alert);
}

TlsSession::~TlsSession() = default;

void TlsSession::note_alert(const SSL* session, int where, int detail)
{
    auto* self = static_cast<TlsSession*>(SSL_get_app_data(session));
    const bool fatal = detail >> 8U == SSL3_AL_FATAL;
    if ((where & SSL_CB_ALERT) == 0 || !fatal) return;
    const auto alert = static_cast<std::uint8_t>(detail & 0xff);
    ((where & SSL_CB_READ) != 0 ? self->alert_received_ : self->alert_sent_) = alert;
}

TlsProgress TlsSession::feed(View from_wire)
{
    TlsProgress progress;
    if (has_ended()) return progress;
    records_.add(from_wire);
    while (!has_ended()) {
        const auto record = records_.next(SSL_version(session_.get()) == TLS1_3_VERSION);
        if (!record) break;
        hear(*record, progress.received);
    }
    progress.send = take_output();
    return progress;
}

bool TlsSession::has_ended() const
{
    return state_ == TlsState::failed || state_ == TlsState::ended_by_peer;
}

void TlsSession::hear(View record, Octets& plain)
{
    ERR_clear_error();
    BIO_write(SSL_get_rbio(session_.get()), record.data(), static_cast<int>(record.size()));
    if (state_ == TlsState::handshaking) shake_hands();
    if (state_ == TlsState::established) read(plain);
}

void TlsSession::shake_hands()
{
    const int outcome = SSL_do_handshake(session_.get());
    if (outcome == 1) {
        state_ = TlsState::established;
        shook_hands_ = true;
    } else {
        settle(outcome);
    }
}

void TlsSession::read(Octets& plain)
{
    std::array<std::uint8_t, largest_record> part{};
    for (;;) {
        const int count = SSL_read(session_.get(), part.data(), static_cast<int>(part.size()));
        if (count <= 0) return settle(count);
        plain.insert(plain.end(), part.begin(), part.begin() + count);
    }
}

void TlsSession::settle(int outcome)
{
    switch (SSL_get_error(session_.get(), outcome)) {
        case SSL_ERROR_WANT_READ:
        case SSL_ERROR_WANT_WRITE:
            return;
        case SSL_ERROR_ZERO_RETURN:
            state_ = TlsState::ended_by_peer;
            return;
        default:
            state_ = TlsState::failed;
            failure_ = last_reason();
    }
}

Octets TlsSession::protect(View plain)
{
    if (state_ != TlsState::established || plain.empty()) return {};
    ERR_clear_error();
    const int outcome = SSL_write(session_.get(), plain.data(), static_cast<int>(plain.size()));
    if (outcome <= 0) settle(outcome);
    return take_output();
}

Octets TlsSession::close()
{
    if (state_ != TlsState::established && state_ != TlsState::ended_by_peer) return {};
    ERR_clear_error();
    SSL_shutdown(session_.get());
    return take_output();
}

Octets TlsSession::take_output()
{
    BIO* output = SSL_get_wbio(session_.get());
    Octets octets(BIO_ctrl_pending(output));
    if (!octets.empty()) BIO_read(output, octets.data(), static_cast<int>(octets.size()));
    return octets;
}

std::string TlsSession::version() const
{
    return SSL_version(session_.get()) == TLS1_3_VERSION ? "TLS 1.3" : "TLS 1.2";
}

std::string TlsSession::suite() const
{
    const SSL_CIPHER* suite = SSL_get_current_cipher(session_.get());
    const char* name = suite == nullptr ? nullptr : SSL_CIPHER_standard_name(suite);
    return name == nullptr ? "" : name;
}

std::string TlsSession::group() const
{
    const auto id = static_cast<int>(SSL_get_negotiated_group(session_.get()));
    const char* name = id == NID_undef ? nullptr : OBJ_nid2sn(id);
    return name == nullptr ? "" : name;
}

std::string TlsSession::peer_subject() const
{
    X509* certificate = SSL_get0_peer_certificate(session_.get());
    unsigned char* der = nullptr;
    const int size = certificate == nullptr ? 0 : i2d_X509(certificate, &der);
    if (size <= 0) return {};
    std::string subject = subject_of(View{der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return subject;
}

std::string TlsSession::peer_person() const
{
    return person_behind(*session_);
}

Octets TlsSession::exported(std::string_view label, std::optional<View> context,
                            std::size_t size) const
{
    Octets material(size);
    const View bound = context.value_or(View{});
    if (!shook_hands_ ||
        SSL_export_keying_material(session_.get(), material.data(), size, label.data(),
                                   label.size(), bound.data(), bound.size(), context ? 1 : 0) != 1) {
        ERR_clear_error();
        return {};
    }
    return material;
}

}  // namespace gateway::crypto
