// Protocol versions as TLS writes them, of which the computations differ.
#pragma once

#include <cstdint>

namespace conformance::crypto {

inline constexpr std::uint16_t ssl_3_0 = 0x0300;
inline constexpr std::uint16_t tls_1_1 = 0x0302;
inline constexpr std::uint16_t tls_1_2 = 0x0303;
inline constexpr std::uint16_t tls_1_3 = 0x0304;

}  // namespace conformance::crypto
