// The bulk ciphers of TLS suites, by the words of the suite's name, as far as they can be computed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/octets.h"

namespace conformance::crypto {

struct TlsCipher {
    // `salted`: GCM and CCM, whose nonce in TLS 1.2 is a salt and 8 octets in the record.
    enum class Mode { null, stream, cbc, salted_aead, aead };

    Mode mode = Mode::null;
    std::string name;               // as the library knows it: AES-256/GCM
    std::size_t key = 0;            // octets
    std::size_t block = 0, iv = 0;  // of CBC; of an AEAD the nonce's fixed part in TLS 1.2
    std::string mac;                // SHA-1; empty with an AEAD
    std::string hash;               // of the PRF in TLS 1.2, of everything in TLS 1.3

    [[nodiscard]] bool is_aead() const { return mode == Mode::salted_aead || mode == Mode::aead; }
    bool operator==(const TlsCipher&) const = default;
};

// AES_256_GCM_SHA384, 3DES_EDE_CBC_SHA, CHACHA20_POLY1305_SHA256, NULL_MD5, ...: what a suite's
// name says after WITH. Nothing for one that cannot be computed.
[[nodiscard]] std::optional<TlsCipher> tls_cipher(std::string_view words);

}  // namespace conformance::crypto
