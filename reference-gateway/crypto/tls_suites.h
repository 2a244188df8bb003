// IANA's numbers of the TLS suites that OpenSSL knows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace gateway::crypto {

[[nodiscard]] std::optional<std::uint16_t> suite_number(const std::string& iana_name);

}  // namespace gateway::crypto
