#include "crypto/digest.h"

#include <botan/hash.h>
#include <botan/mac.h>

namespace conformance::crypto {

Octets digest(const std::string& name, View octets)
{
    const auto hash = Botan::HashFunction::create_or_throw(name);
    hash->update(octets.data(), octets.size());
    Octets result(hash->output_length());
    hash->final(result.data());
    return result;
}

std::size_t digest_octets(const std::string& name)
{
    return Botan::HashFunction::create_or_throw(name)->output_length();
}

Octets hmac(const std::string& hash, View key, View octets)
{
    const auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(" + hash + ")");
    mac->set_key(key.data(), key.size());
    mac->update(octets.data(), octets.size());
    Octets result(mac->output_length());
    mac->final(result.data());
    return result;
}

Octets sha1(View octets) { return digest("SHA-1", octets); }
Octets sha256(View octets) { return digest("SHA-256", octets); }

}  // namespace conformance::crypto
