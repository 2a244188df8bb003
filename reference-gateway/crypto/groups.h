// The kinds of groups, one file each.
#pragma once

#include "crypto/key_agreement.h"

namespace gateway::crypto {

[[nodiscard]] std::optional<Agreed> agree_modp(const KeyAgreement& work);
[[nodiscard]] std::optional<Agreed> agree_ecp(const KeyAgreement& work);
[[nodiscard]] std::optional<Agreed> agree_curve25519(const KeyAgreement& work);

[[nodiscard]] Octets generator_modp(std::uint16_t group);
[[nodiscard]] Octets generator_ecp(std::uint16_t group);
[[nodiscard]] Octets generator_curve25519(std::uint16_t group);

}  // namespace gateway::crypto
