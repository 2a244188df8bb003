// From IANA's numbers of one tuple to what crypto/ can do, and the lengths of the keys (RFC 7296,
// Section 2.14; RFC 5282, Section 7.1).
#pragma once

#include <optional>
#include <variant>

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "policy/tuple.h"

namespace gateway::ike {

struct Cbc {
    crypto::BlockCipher cipher;
    std::size_t key_size;
    crypto::Hash integ;
    std::size_t icv_size;
};

struct Combined {
    crypto::Aead aead;
    std::size_t key_size;  // without the salt
    std::size_t icv_size;
};

struct Algorithms {
    crypto::Hash prf{};
    std::variant<Cbc, Combined> protection;
};

// Nothing if this gateway lacks one of them.
[[nodiscard]] std::optional<Algorithms> algorithms_of(const policy::Tuple& tuple);

}  // namespace gateway::ike
