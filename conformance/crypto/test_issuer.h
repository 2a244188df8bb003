// An authority of its own making, for tests. RSA, or the name of a curve.
#pragma once

#include "crypto/test_key.h"

namespace conformance::crypto {

inline TestKey test_issuer(const std::string& kind)
{
    Botan::X509_Cert_Options options{"clients' authority"};
    options.CA_key();
    return self_signed(kind, 2, options);
}

}  // namespace conformance::crypto
