#include "crypto/prf.h"

#include <botan/mac.h>

#include <stdexcept>

#include "crypto/aes_mac.h"
#include "crypto/feedback.h"

namespace conformance::crypto {

namespace {

const char* name_of(std::uint16_t prf)
{
    switch (prf) {
        case 1: return "HMAC(MD5)";
        case 2: return "HMAC(SHA-1)";
        case 3: return "HMAC(Tiger)";
        case 5: return "HMAC(SHA-256)";
        case 6: return "HMAC(SHA-384)";
        case 7: return "HMAC(SHA-512)";
        case 9: return "HMAC(Streebog-512)";
        default: return nullptr;
    }
}

std::optional<AesMac> made_of_aes(std::uint16_t prf)
{
    switch (prf) {
        case 4: return AesMac::xcbc;
        case 8: return AesMac::cmac;
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<std::size_t> prf_octets(std::uint16_t prf)
{
    if (made_of_aes(prf)) { return aes_mac_octets; }
    const auto* name = name_of(prf);
    if (name == nullptr) { return std::nullopt; }
    return Botan::MessageAuthenticationCode::create_or_throw(name)->output_length();
}

Octets prf(std::uint16_t prf, View key, View input)
{
    if (const auto kind = made_of_aes(prf)) { return aes_mac_prf(*kind, key, input); }
    const auto* name = name_of(prf);
    if (name == nullptr) { throw std::invalid_argument{"PRF " + std::to_string(prf)}; }
    const auto mac = Botan::MessageAuthenticationCode::create_or_throw(name);
    mac->set_key(key.data(), key.size());
    mac->update(input.data(), input.size());
    Octets result(mac->output_length());
    mac->final(result.data());
    return result;
}

Octets prf_plus(std::uint16_t number, View key, View seed, std::size_t octets)
{
    return fed_back([&](View input) { return prf(number, key, input); }, seed, octets);
}

}  // namespace conformance::crypto
