#include "crypto/decoded_certificate.h"

#include <openssl/err.h>
#include <openssl/x509.h>

namespace gateway::crypto {

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
    if (made.decoded_ == nullptr || at != der.data() + der.size()) return std::nullopt;
    made.der_ = copy_of(der);
    return made;
}

}  // namespace gateway::crypto
