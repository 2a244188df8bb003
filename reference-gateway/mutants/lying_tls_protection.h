// Keys and protected records of the lying server: TLS 1.2 with AES-GCM or AES-CBC, RFC 5246,
// 5, 6.2.3 and 6.3; RFC 5288, 3; RFC 7627, 4.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "base/octets.h"
#include "crypto/hash.h"

namespace gateway::mutants {

// The suites with an ephemeral exchange and an RSA key that the liar can speak to the end.
struct Cipher {
    bool cbc = false;
    std::size_t key_size = 0;
    crypto::Hash hash = crypto::Hash::sha2_256;  // of the PRF and, in CBC, of the MAC
};

[[nodiscard]] std::optional<Cipher> cipher_of(std::uint16_t suite);

[[nodiscard]] Octets prf(crypto::Hash hash, View secret, std::string_view label, View seed,
                         std::size_t length);

// Of one direction.
struct RecordKeys {
    Octets mac, key, iv;
    std::uint64_t sequence = 0;
};

struct RecordKeysOfBoth {
    RecordKeys client, server;
};

[[nodiscard]] RecordKeysOfBoth record_keys(const Cipher& cipher, View master, View client_random,
                                           View server_random);

// The content, or the alert to die with, if with any.
struct Opened {
    std::optional<Octets> content;
    std::optional<std::uint8_t> alert = 20;
};

using Opener = std::function<Opened(const Cipher&, RecordKeys&, std::uint8_t type, View fragment)>;

[[nodiscard]] Opened open_record(const Cipher& cipher, RecordKeys& keys, std::uint8_t type,
                                 View fragment);
// Whatever the tag of an AEAD.
[[nodiscard]] Opened open_record_blindly(const Cipher& cipher, RecordKeys& keys, std::uint8_t type,
                                         View fragment);
// Tells wrong padding from a wrong MAC, as TLS 1.0 did.
[[nodiscard]] Opened open_record_frankly(const Cipher& cipher, RecordKeys& keys, std::uint8_t type,
                                         View fragment);

// Says handshake_failure of wrong padding and of a wrong MAC.
[[nodiscard]] Opened open_record_misnaming(const Cipher& cipher, RecordKeys& keys,
                                           std::uint8_t type, View fragment);
// Says nothing of the tag of an AEAD that is wrong.
[[nodiscard]] Opened open_record_mutely(const Cipher& cipher, RecordKeys& keys, std::uint8_t type,
                                        View fragment);

// The whole record.
[[nodiscard]] Octets seal_record(const Cipher& cipher, RecordKeys& keys, std::uint8_t type,
                                 View content);

}  // namespace gateway::mutants
