// What an algorithm of a certificate's signature is called, and the hash it signs.
#pragma once

#include <botan/x509_obj.h>

#include <string>

namespace conformance::crypto {

struct SignatureAlgorithm {
    std::string name;  // RSA/EMSA3(SHA-256), or the OID
    std::string hash;  // SHA-256; "none of its own"; empty: unknown
};

[[nodiscard]] SignatureAlgorithm signature_algorithm_of(const Botan::X509_Object& object);

}  // namespace conformance::crypto
