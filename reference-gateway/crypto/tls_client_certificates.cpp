#include "crypto/tls_client_certificates.h"

#include <openssl/err.h>

#include <stdexcept>
#include <utility>

#include "crypto/tls_handles.h"

namespace gateway::crypto {
namespace {

using Roots = std::shared_ptr<const TrustedRoots>;

constexpr long longest_chain = 32768;

void release_roots(void*, void* roots, CRYPTO_EX_DATA*, int, long, void*)
{
    delete static_cast<Roots*>(roots);
}

// Where a context keeps its roots, as long as any session of it lives.
int roots_index()
{
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, release_roots);
    return index;
}

void release_person(void*, void* person, CRYPTO_EX_DATA*, int, long, void*)
{
    delete static_cast<std::string*>(person);
}

// Where a session keeps whom it has let through.
int person_index()
{
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, release_person);
    return index;
}

void keep(SSL& session, std::string person)
{
    release_person(nullptr, SSL_get_ex_data(&session, person_index()), nullptr, 0, 0, nullptr);
    auto kept = std::make_unique<std::string>(std::move(person));
    const bool is_kept = SSL_set_ex_data(&session, person_index(), kept.get()) == 1;
    if (is_kept) static_cast<void>(kept.release());
}

Octets der_of(X509& certificate)
{
    unsigned char* der = nullptr;
    const int size = i2d_X509(&certificate, &der);
    if (size <= 0) return {};
    Octets octets{der, der + size};
    OPENSSL_free(der);
    return octets;
}

// The client's own first; the library lists it among the others too.
std::vector<Octets> chain_in(X509_STORE_CTX& verification)
{
    std::vector<Octets> chain;
    if (X509* own = X509_STORE_CTX_get0_cert(&verification)) chain.push_back(der_of(*own));
    STACK_OF(X509)* others = X509_STORE_CTX_get0_untrusted(&verification);
    for (int i = 0; i < sk_X509_num(others); ++i) {
        chain.push_back(der_of(*sk_X509_value(others, i)));
    }
    return chain;
}

int error_of(Trust trust)
{
    if (trust == Trust::trusted) return X509_V_OK;
    return trust == Trust::revoked ? X509_V_ERR_CERT_REVOKED : X509_V_ERR_CERT_UNTRUSTED;
}

int judge(X509_STORE_CTX* verification, void*)
{
    auto* session = static_cast<SSL*>(
        X509_STORE_CTX_get_ex_data(verification, SSL_get_ex_data_X509_STORE_CTX_idx()));
    const auto* roots =
        static_cast<const Roots*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), roots_index()));
    Judgement judgement = (*roots)->judge(chain_in(*verification));
    X509_STORE_CTX_set_error(verification, error_of(judgement.trust));
    keep(*session, std::move(judgement.person));
    return judgement.trust == Trust::trusted ? 1 : 0;
}

}  // namespace

void demand_client_certificates(const TlsContext& context,
                                std::shared_ptr<const TrustedRoots> roots)
{
    static constexpr unsigned char name[] = {'c', 'l', 'i', 'e', 'n', 't'};
    SSL_CTX* made = context.get();
    auto kept = std::make_unique<Roots>(std::move(roots));
    if (SSL_CTX_set_ex_data(made, roots_index(), kept.get()) != 1 ||
        SSL_CTX_set_session_id_context(made, name, sizeof name) != 1) {
        throw std::bad_alloc();
    }
    static_cast<void>(kept.release());
    SSL_CTX_set_verify(made, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_cert_verify_callback(made, judge, nullptr);
    SSL_CTX_set_max_cert_list(made, longest_chain);
}

std::string person_behind(const ssl_st& session)
{
    const auto* person = static_cast<const std::string*>(SSL_get_ex_data(&session, person_index()));
    return person == nullptr ? std::string{} : *person;
}

}  // namespace gateway::crypto
