// The kinds of groups, one file each.
#pragma once

#include "crypto/key_agreement.h"

namespace gateway::crypto {

[[nodiscard]] std::optional<Agreed> agree_modp(const KeyAgreement& work);
[[nodiscard]] std::optional<Agreed> agree_ecp(const KeyAgreement& work);
[[nodiscard]] std::optional<Agreed> agree_curve25519(const KeyAgreement& work);

}  // namespace gateway::crypto
