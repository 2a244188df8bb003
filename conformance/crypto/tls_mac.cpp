#include "crypto/tls_mac.h"

#include "crypto/digest.h"
#include "crypto/tls_versions.h"

namespace conformance::crypto {

namespace {

Octets ssl_mac(const std::string& hash, View key, View octets)
{
    const std::size_t padding = hash == "MD5" ? 48 : 40;
    Octets inner{key.begin(), key.end()};
    append(inner, Octets(padding, 0x36));
    append(inner, octets);
    Octets outer{key.begin(), key.end()};
    append(outer, Octets(padding, 0x5c));
    append(outer, digest(hash, inner));
    return digest(hash, outer);
}

}  // namespace

Octets big_endian(std::uint64_t number, unsigned octets)
{
    Octets result(octets);
    for (auto place = result.rbegin(); place != result.rend(); ++place) {
        *place = static_cast<std::uint8_t>(number);
        number >>= 8;
    }
    return result;
}

Octets tls_record_prefix(std::uint64_t sequence, std::uint8_t type, std::uint16_t version,
                         std::size_t length)
{
    auto prefix = big_endian(sequence, 8);
    prefix.push_back(type);
    if (version != ssl_3_0) {
        append(prefix, big_endian(version, 2));
    }
    append(prefix, big_endian(length, 2));
    return prefix;
}

Octets tls_record_mac(const std::string& hash, std::uint16_t version, View key, View prefix,
                      View content)
{
    Octets octets{prefix.begin(), prefix.end()};
    append(octets, content);
    return version == ssl_3_0 ? ssl_mac(hash, key, octets) : hmac(hash, key, octets);
}

}  // namespace conformance::crypto
