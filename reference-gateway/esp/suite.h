// What a Child SA negotiated, from IANA's numbers to what crypto/ can do, and its keys: RFC 4106
// and RFC 5282 for AES-GCM, RFC 3602 and RFC 2451 for CBC, RFC 2404 and RFC 4868 for the HMACs.
#pragma once

#include <cstdint>
#include <optional>

#include "base/octets.h"
#include "crypto/cipher.h"
#include "crypto/hash.h"

namespace gateway::esp {

struct Negotiated {
    std::uint16_t encr = 0;                   // Transform Type 1
    std::optional<std::uint16_t> key_length;  // its attribute, in bits
    std::optional<std::uint16_t> integ;       // Transform Type 3; nothing or NONE with an AEAD
    bool extended_sequence_numbers = false;   // Transform Type 5
};

inline constexpr std::size_t salt_size = 4;

struct Suite {
    std::optional<crypto::Aead> aead;  // or the two that follow
    crypto::BlockCipher cipher{};
    crypto::Hash integ{};
    std::size_t cipher_key_size = 0;  // with the salt at its end, as KEYMAT has it
    std::size_t integ_key_size = 0;
    std::size_t iv_size = 0;
    std::size_t icv_size = 0;
    std::size_t alignment = 4;  // of what is encrypted
    bool extended_sequence_numbers = false;

    // Of both directions: RFC 7296, Section 2.17.
    [[nodiscard]] std::size_t keymat_size() const noexcept
    {
        return 2 * (cipher_key_size + integ_key_size);
    }
};

// Nothing if this gateway lacks one of them, or they do not belong together.
[[nodiscard]] std::optional<Suite> suite_of(const Negotiated& negotiated);

struct SaKeys {
    Octets cipher;
    Octets integ;
};

struct ChildKeys {
    SaKeys from_initiator;  // of the exchange that made the Child SA
    SaKeys from_responder;
};

// Nothing if the size is not keymat_size().
[[nodiscard]] std::optional<ChildKeys> split_keymat(const Suite& suite, View keymat);

}  // namespace gateway::esp
