// OpenSSL's numbers, owned.
#pragma once

#include <openssl/bn.h>

#include <memory>

#include "base/octets.h"

namespace gateway::crypto {

using BigNumber = std::unique_ptr<BIGNUM, decltype(&BN_clear_free)>;
using Arithmetic = std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)>;

inline BigNumber owned(BIGNUM* number)
{
    return {number, BN_clear_free};
}

inline BigNumber number_from(View octets)
{
    return owned(BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr));
}

inline Arithmetic arithmetic()
{
    return {BN_CTX_new(), BN_CTX_free};
}

// Left-padded with zeros to the size the group demands.
inline Octets octets_of(const BIGNUM* number, std::size_t size)
{
    Octets out(size);
    if (BN_bn2binpad(number, out.data(), static_cast<int>(size)) < 0) out.clear();
    return out;
}

}  // namespace gateway::crypto
