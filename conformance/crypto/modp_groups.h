// The MODP groups of IKEv2, four of which the library does not know by name.
#pragma once

#include <botan/dl_group.h>

namespace conformance::crypto {

// `group` is the IKEv2 transform number: 1, 2, 5, 14 to 18 or 22 to 24. Throws std::invalid_argument for another.
[[nodiscard]] Botan::DL_Group modp_group(unsigned group);

}  // namespace conformance::crypto
