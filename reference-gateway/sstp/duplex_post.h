// What SSTP asks of the HTTP request, and the answers: [MS-SSTP] 3.2.4.1 and 3.3.5.1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sstp/http_request.h"

namespace gateway::sstp {

inline constexpr std::string_view duplex_post_method = "SSTP_DUPLEX_POST";
inline constexpr std::string_view duplex_post_target =
    "/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/";
// 2^64 - 1: the stream has no end that HTTP could know of.
inline constexpr std::string_view endless_length = "18446744073709551615";

enum class HttpStatus : std::uint16_t {
    ok = 200,
    bad_request = 400,
    not_found = 404,
    method_not_allowed = 405,
    length_required = 411,
    header_fields_too_large = 431,
    http_version_not_supported = 505,
};

// `ok` for a request that opens an SSTP stream.
[[nodiscard]] HttpStatus judge(const HttpRequest& request);

// The head of the answer; a refusal says that the connection ends with it.
[[nodiscard]] std::string response_head(HttpStatus status);

}  // namespace gateway::sstp
