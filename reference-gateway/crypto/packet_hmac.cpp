#include "crypto/packet_hmac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <string>

namespace gateway::crypto {
namespace {

std::string name_of(Hash hash)
{
    switch (hash) {
        case Hash::md5:
            return "MD5";
        case Hash::sha1:
            return "SHA1";
        case Hash::sha2_256:
            return "SHA2-256";
        case Hash::sha2_384:
            return "SHA2-384";
        case Hash::sha2_512:
            return "SHA2-512";
    }
    return {};
}

}  // namespace

void PacketHmac::Free::operator()(evp_mac_ctx_st* context) const noexcept
{
    EVP_MAC_CTX_free(context);
}

std::optional<PacketHmac> PacketHmac::make(Hash hash, View key)
{
    const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> hmac{
        EVP_MAC_fetch(nullptr, "HMAC", nullptr), EVP_MAC_free};
    if (!hmac || key.empty()) return std::nullopt;
    Handle context{EVP_MAC_CTX_new(hmac.get())};
    std::string name = name_of(hash);
    const std::array parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), name.size()),
        OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_init(context.get(), key.data(), key.size(), parameters.data()) != 1) {
        return std::nullopt;
    }
    return PacketHmac{std::move(context)};
}

View PacketHmac::of(View first, View second) noexcept
{
    std::size_t size = 0;
    if (EVP_MAC_init(context_.get(), nullptr, 0, nullptr) != 1 ||
        EVP_MAC_update(context_.get(), first.data(), first.size()) != 1 ||
        (!second.empty() && EVP_MAC_update(context_.get(), second.data(), second.size()) != 1) ||
        EVP_MAC_final(context_.get(), result_.data(), &size, result_.size()) != 1) {
        return {};
    }
    return View{result_}.first(size);
}

}  // namespace gateway::crypto
