#include "crypto/decoded_certificate.h"

#include <openssl/err.h>
#include <openssl/x509.h>

#include <algorithm>

namespace gateway::crypto {
namespace {

// d2i_X509() takes BER too, lengths that are longer than they need be: the same certificate would have
// as many thumbprints as encodings.
bool is_encoded_as(X509& certificate, View der)
{
    Octets again(der.size());
    unsigned char* at = again.data();
    return i2d_X509(&certificate, nullptr) == static_cast<int>(der.size()) &&
           i2d_X509(&certificate, &at) > 0 && std::ranges::equal(again, der);
}

}  // namespace

void DecodedCertificate::Free::operator()(x509_st* certificate) const noexcept
{
    X509_free(certificate);
}

std::optional<DecodedCertificate> DecodedCertificate::read(View der)
{
    DecodedCertificate made;
    const unsigned char* at = der.data();
    made.decoded_.reset(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (made.decoded_ == nullptr || at != der.data() + der.size() ||
        !is_encoded_as(*made.decoded_, der)) {
        return std::nullopt;
    }
    made.der_ = copy_of(der);
    return made;
}

}  // namespace gateway::crypto
