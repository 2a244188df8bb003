// Protection of records in one direction, RFC 5246, Section 6.2.3; RFC 6101, Section 5.2.3;
// RFC 7366 (the MAC outside the encryption); RFC 5288, 6655 and 7905 (AEADs); RFC 8446,
// Section 5.2.
#pragma once

#include <functional>
#include <memory>

#include "core/random.h"
#include "crypto/tls_cipher.h"

namespace conformance::crypto {

// Type and octets of a record: its content, or the fragment that protects it.
struct TlsText {
    std::uint8_t type = 0;
    Octets octets;

    bool operator==(const TlsText&) const = default;
};

struct TlsKeys {
    Octets mac, key, iv;
};

struct TlsLayer {
    TlsCipher cipher;
    std::uint16_t version = 0;
    bool encrypt_then_mac = false;
    enum class Direction { sealing, opening } direction = Direction::sealing;
};

class TlsProtection {
public:
    virtual ~TlsProtection() = default;
    [[nodiscard]] virtual TlsText seal(const TlsText& content) = 0;
    // Nothing when it is not authentic.
    [[nodiscard]] virtual std::optional<TlsText> open(const TlsText& fragment) = 0;

    // Whether the record's type says nothing, as in TLS 1.3.
    [[nodiscard]] virtual bool hides_types() const { return false; }

    std::uint64_t sequence = 0;  // of the next record
    // For lies: what a record holds last before it is encrypted, its padding and (in a CBC cipher
    // with the MAC inside) its MAC included.
    std::function<void(Octets&)> alter;
};

// Octets of a key block for one direction: a MAC key, a key and, where it comes from there, an IV.
struct TlsKeyLengths {
    std::size_t mac = 0, key = 0, iv = 0;
};
[[nodiscard]] TlsKeyLengths key_lengths(const TlsLayer& layer);

// `random` (for the IVs of CBC from TLS 1.1 on) outlives the protection.
[[nodiscard]] std::unique_ptr<TlsProtection> tls_protection(const TlsLayer& layer, TlsKeys keys,
                                                            Random& random);

}  // namespace conformance::crypto
