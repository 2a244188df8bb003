#include "crypto/digest.h"

#include <botan/hash.h>

namespace conformance::crypto {

namespace {

Octets digest(const char* name, View octets)
{
    const auto hash = Botan::HashFunction::create_or_throw(name);
    hash->update(octets.data(), octets.size());
    Octets result(hash->output_length());
    hash->final(result.data());
    return result;
}

}  // namespace

Octets sha1(View octets) { return digest("SHA-1", octets); }
Octets sha256(View octets) { return digest("SHA-256", octets); }

}  // namespace conformance::crypto
