#include "crypto/certificate_twin.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>

#include <functional>

#include "crypto/big_number.h"

namespace gateway::crypto {
namespace {

using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Release<ECDSA_SIG_free>>;
using Encoder = std::function<int(unsigned char**)>;

Octets encoded(const Encoder& encode)
{
    const int size = encode(nullptr);
    if (size <= 0) return {};
    Octets der(static_cast<std::size_t>(size));
    unsigned char* at = der.data();
    encode(&at);
    return der;
}

Octets element(int tag, bool is_constructed, View content)
{
    const int size = static_cast<int>(content.size());
    const int whole = ASN1_object_size(is_constructed ? 1 : 0, size, tag);
    Octets header(static_cast<std::size_t>(whole - size));
    unsigned char* at = header.data();
    ASN1_put_object(&at, is_constructed ? 1 : 0, size, tag, V_ASN1_UNIVERSAL);
    return joined({header, content});
}

// What stands inside the outermost header.
View content_of(View der)
{
    const unsigned char* at = der.data();
    long size = 0;
    int tag = 0;
    int kind = 0;
    if ((ASN1_get_object(&at, &size, &tag, &kind, static_cast<long>(der.size())) & 0x80) != 0) {
        return {};
    }
    return {at, static_cast<std::size_t>(size)};
}

BigNumber order_of(const EVP_PKEY& key)
{
    BIGNUM* order = nullptr;
    const bool is_known = EVP_PKEY_get_base_id(&key) == EVP_PKEY_EC &&
                          EVP_PKEY_get_bn_param(&key, OSSL_PKEY_PARAM_EC_ORDER, &order) == 1;
    return owned(is_known ? order : nullptr);
}

Octets negated(const ASN1_BIT_STRING& signature, const BIGNUM& order)
{
    const unsigned char* at = ASN1_STRING_get0_data(&signature);
    const EcdsaSignature read{d2i_ECDSA_SIG(nullptr, &at, ASN1_STRING_length(&signature))};
    if (read == nullptr) return {};
    BigNumber r = owned(BN_dup(ECDSA_SIG_get0_r(read.get())));
    BigNumber s = owned(BN_new());
    if (r == nullptr || s == nullptr ||
        BN_sub(s.get(), &order, ECDSA_SIG_get0_s(read.get())) != 1 ||
        ECDSA_SIG_set0(read.get(), r.get(), s.get()) != 1) {
        return {};
    }
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    return encoded([&](unsigned char** out) { return i2d_ECDSA_SIG(read.get(), out); });
}

}  // namespace

// The signature is what a certificate ends with.
std::optional<Octets> twin_of(X509& certificate, const EVP_PKEY& issuer)
{
    const BigNumber order = order_of(issuer);
    if (order == nullptr) {
        ERR_clear_error();
        return std::nullopt;
    }
    const ASN1_BIT_STRING* signature = nullptr;
    X509_get0_signature(&signature, nullptr, &certificate);
    const Octets other = negated(*signature, *order);
    ERR_clear_error();
    if (other.empty()) return std::nullopt;
    const Octets der = encoded([&](unsigned char** out) { return i2d_X509(&certificate, out); });
    const auto last = static_cast<std::size_t>(i2d_ASN1_BIT_STRING(signature, nullptr));
    const View content = content_of(der);
    if (content.size() <= last) return std::nullopt;
    const Octets no_unused_bits{0};
    return element(V_ASN1_SEQUENCE, true,
                   joined({content.first(content.size() - last),
                           element(V_ASN1_BIT_STRING, false, joined({no_unused_bits, other}))}));
}

}  // namespace gateway::crypto
