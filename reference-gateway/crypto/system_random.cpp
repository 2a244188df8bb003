#include "crypto/system_random.h"

#include <openssl/rand.h>

#include <stdexcept>

namespace gateway::crypto {

void SystemRandom::fill(std::span<std::uint8_t> octets)
{
    if (RAND_bytes(octets.data(), static_cast<int>(octets.size())) != 1) {
        throw std::runtime_error("the system has no random octets to give");
    }
}

}  // namespace gateway::crypto
