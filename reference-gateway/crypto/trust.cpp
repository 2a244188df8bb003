#include "crypto/trust.h"

#include <openssl/err.h>

#include <algorithm>

#include "crypto/certificate_pem.h"
#include "crypto/certificate_twin.h"
#include "crypto/hash.h"

namespace gateway::crypto {

struct TrustedRoots::Store {
    std::unique_ptr<X509_STORE, Release<X509_STORE_free>> roots{X509_STORE_new()};
};

namespace {

using VerificationPointer = std::unique_ptr<X509_STORE_CTX, Release<X509_STORE_CTX_free>>;
// Of borrowed certificates.
using StackPointer =
    std::unique_ptr<STACK_OF(X509), decltype([](auto* stack) { sk_X509_free(stack); })>;

Octets key_name(const X509& certificate)
{
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(&certificate), &der);
    if (size <= 0) return {};
    Octets name = digest(Hash::sha1, View{der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return name;
}

Octets der_of(X509& certificate)
{
    Octets der(static_cast<std::size_t>(i2d_X509(&certificate, nullptr)));
    unsigned char* at = der.data();
    i2d_X509(&certificate, &at);
    return der;
}

// Of a chain that was verified, each certificate by the one above it: whatever thumbprints it goes by.
std::vector<Octets> encodings_in(const STACK_OF(X509) & chain)
{
    std::vector<Octets> found;
    const int count = sk_X509_num(&chain);
    for (int i = 0; i < count; ++i) {
        X509& one = *sk_X509_value(&chain, i);
        found.push_back(der_of(one));
        const EVP_PKEY* above = X509_get0_pubkey(sk_X509_value(&chain, std::min(i + 1, count - 1)));
        if (above == nullptr) continue;
        if (auto twin = twin_of(one, *above)) found.push_back(std::move(*twin));
    }
    return found;
}

std::string person_of(const DecodedCertificate& own, const STACK_OF(X509) & chain)
{
    const X509* issuer = sk_X509_value(&chain, std::min(1, sk_X509_num(&chain) - 1));
    const bool is_named = X509_NAME_entry_count(X509_get_subject_name(own.get())) > 0;
    return "certificate " + to_hex(key_name(*issuer)) + " " +
           (is_named ? subject_of(own) : to_hex(digest(Hash::sha1, own.der())));
}

}  // namespace

TrustedRoots::TrustedRoots() : store_(std::make_shared<const Store>()) {}

std::expected<TrustedRoots, std::string> TrustedRoots::from_pem(const std::string& pem)
{
    const auto roots = certificates_from_pem(pem);
    if (!roots) return std::unexpected(roots.error());
    TrustedRoots made;
    const auto store = std::make_shared<Store>();
    for (const CertificatePointer& root : *roots) {
        X509_STORE_add_cert(store->roots.get(), root.get());
        made.root_names_.push_back(key_name(*root));
        made.roots_.insert(der_of(*root));
    }
    // A root is whatever the operator says it is, self-signed or not.
    X509_STORE_set_flags(store->roots.get(), X509_V_FLAG_PARTIAL_CHAIN);
    made.store_ = store;
    return made;
}

bool TrustedRoots::is_revoked(View der) const
{
    return !revoked_.empty() && revoked_.contains(digest(Hash::sha1, der));
}

Judgement TrustedRoots::judge(const std::vector<Octets>& chain) const
{
    const auto own = chain.empty() ? std::nullopt : DecodedCertificate::read(chain.front());
    return own ? judge(*own, std::span{chain}.subspan(1)) : Judgement{Trust::malformed};
}

Judgement TrustedRoots::judge(const DecodedCertificate& own, std::span<const Octets> others) const
{
    if (is_revoked(own.der())) return {Trust::revoked};
    std::vector<DecodedCertificate> decoded;
    for (const Octets& der : others) {
        if (is_revoked(der)) return {Trust::revoked};
        if (roots_.contains(der)) continue;  // is in the store already
        auto one = DecodedCertificate::read(der);
        if (!one) return {Trust::malformed};
        decoded.push_back(std::move(*one));
    }
    const StackPointer between{sk_X509_new_null()};
    const VerificationPointer context{X509_STORE_CTX_new()};
    if (between == nullptr || context == nullptr) return {Trust::malformed};
    for (const DecodedCertificate& one : decoded) {
        sk_X509_push(between.get(), one.get());
    }
    const bool good =
        X509_STORE_CTX_init(context.get(), store_->roots.get(), own.get(), between.get()) == 1 &&
        X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_CLIENT) == 1 &&
        X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    if (!good) return {Trust::untrusted};
    const STACK_OF(X509)& chain = *X509_STORE_CTX_get0_chain(context.get());
    if (!revoked_.empty() && std::ranges::any_of(encodings_in(chain), [&](const Octets& der) {
            return is_revoked(der);
        })) {
        return {Trust::revoked};
    }
    return {Trust::trusted, person_of(own, chain)};
}

std::string subject_of(View certificate)
{
    const auto decoded = DecodedCertificate::read(certificate);
    return decoded ? subject_of(*decoded) : std::string{};
}

std::string subject_of(const DecodedCertificate& certificate)
{
    const BioPointer memory{BIO_new(BIO_s_mem())};
    if (memory == nullptr ||
        X509_NAME_print_ex(memory.get(), X509_get_subject_name(certificate.get()), 0,
                           XN_FLAG_RFC2253) < 0) {
        return {};
    }
    char* begin = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &begin);
    return size <= 0 ? std::string{} : std::string(begin, static_cast<std::size_t>(size));
}

Octets subject_der_of(View certificate)
{
    const auto decoded = DecodedCertificate::read(certificate);
    const unsigned char* der = nullptr;
    std::size_t size = 0;
    if (!decoded ||
        X509_NAME_get0_der(X509_get_subject_name(decoded->get()), &der, &size) != 1) {
        return {};
    }
    return copy_of(View{der, size});
}

}  // namespace gateway::crypto
