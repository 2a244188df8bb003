#include "crypto/tls_cipher.h"

#include <algorithm>
#include <array>
#include <utility>

namespace conformance::crypto {

namespace {

using Mode = TlsCipher::Mode;

struct Row {
    std::string_view words;
    Mode mode;
    const char* name;
    std::size_t key, block, iv;
};

// CCM with nonces of 12 octets; CCM_8 has a tag of 8.
constexpr std::array rows{
    Row{"NULL", Mode::null, "", 0, 0, 0},
    Row{"RC4_128", Mode::stream, "RC4", 16, 0, 0},
    Row{"DES_CBC", Mode::cbc, "DES/CBC/NoPadding", 8, 8, 8},
    Row{"3DES_EDE_CBC", Mode::cbc, "3DES/CBC/NoPadding", 24, 8, 8},
    Row{"IDEA_CBC", Mode::cbc, "IDEA/CBC/NoPadding", 16, 8, 8},
    Row{"SEED_CBC", Mode::cbc, "SEED/CBC/NoPadding", 16, 16, 16},
    Row{"AES_128_CBC", Mode::cbc, "AES-128/CBC/NoPadding", 16, 16, 16},
    Row{"AES_256_CBC", Mode::cbc, "AES-256/CBC/NoPadding", 32, 16, 16},
    Row{"CAMELLIA_128_CBC", Mode::cbc, "Camellia-128/CBC/NoPadding", 16, 16, 16},
    Row{"CAMELLIA_256_CBC", Mode::cbc, "Camellia-256/CBC/NoPadding", 32, 16, 16},
    Row{"ARIA_128_CBC", Mode::cbc, "ARIA-128/CBC/NoPadding", 16, 16, 16},
    Row{"ARIA_256_CBC", Mode::cbc, "ARIA-256/CBC/NoPadding", 32, 16, 16},
    Row{"AES_128_GCM", Mode::salted_aead, "AES-128/GCM", 16, 0, 4},
    Row{"AES_256_GCM", Mode::salted_aead, "AES-256/GCM", 32, 0, 4},
    Row{"CAMELLIA_128_GCM", Mode::salted_aead, "Camellia-128/GCM", 16, 0, 4},
    Row{"CAMELLIA_256_GCM", Mode::salted_aead, "Camellia-256/GCM", 32, 0, 4},
    Row{"ARIA_128_GCM", Mode::salted_aead, "ARIA-128/GCM", 16, 0, 4},
    Row{"ARIA_256_GCM", Mode::salted_aead, "ARIA-256/GCM", 32, 0, 4},
    Row{"AES_128_CCM", Mode::salted_aead, "AES-128/CCM(16,3)", 16, 0, 4},
    Row{"AES_256_CCM", Mode::salted_aead, "AES-256/CCM(16,3)", 32, 0, 4},
    Row{"AES_128_CCM_8", Mode::salted_aead, "AES-128/CCM(8,3)", 16, 0, 4},
    Row{"AES_256_CCM_8", Mode::salted_aead, "AES-256/CCM(8,3)", 32, 0, 4},
    Row{"CHACHA20_POLY1305", Mode::aead, "ChaCha20Poly1305", 32, 0, 12},
};

constexpr std::array hashes{
    std::pair{"_MD5", "MD5"},
    std::pair{"_SHA", "SHA-1"},
    std::pair{"_SHA256", "SHA-256"},
    std::pair{"_SHA384", "SHA-384"},
};

}  // namespace

std::optional<TlsCipher> tls_cipher(std::string_view words)
{
    // CCM suites of TLS 1.2 name no hash.
    std::string_view bulk = words;
    std::string hash;
    for (const auto& [ending, name] : hashes) {
        if (words.ends_with(ending)) {
            bulk = words.substr(0, words.size() - std::string_view{ending}.size());
            hash = name;
        }
    }
    const auto row = std::ranges::find(rows, bulk, &Row::words);
    if (row == rows.end()) {
        return std::nullopt;
    }
    TlsCipher cipher{row->mode, row->name, row->key, row->block, row->iv, {}, "SHA-256"};
    if (!cipher.is_aead() && hash.empty()) {
        return std::nullopt;
    }
    if (!cipher.is_aead()) {
        cipher.mac = hash;
    }
    // RFC 5246, Section 5: SHA-256 unless the suite says otherwise.
    if (hash == "SHA-384") {
        cipher.hash = hash;
    }
    return cipher;
}

}  // namespace conformance::crypto
