// From a hash to OpenSSL's; inside crypto/ only.
#pragma once

#include <openssl/evp.h>

#include "crypto/hash.h"

namespace gateway::crypto {

[[nodiscard]] const EVP_MD* algorithm_of(Hash hash) noexcept;

}  // namespace gateway::crypto
