// The one HTTP request of an SSTP connection, [MS-SSTP] 3.2.4.1 and 3.3.5.1: read from a stream
// whose pieces may end anywhere. Bounds of our own keep what a stranger can make us store small.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/octets.h"

namespace gateway::sstp {

struct HttpRequest {
    std::string method;
    std::string target;
    std::string version;                                      // "HTTP/1.1"
    std::vector<std::pair<std::string, std::string>> fields;  // names in lower case, as they came

    // Nothing when the field is absent, or there twice with different values.
    [[nodiscard]] std::optional<std::string> field(const std::string& lower_case_name) const;
    [[nodiscard]] bool has(const std::string& lower_case_name) const;
};

enum class HttpReading : std::uint8_t { unfinished, complete, too_large, malformed };

class HttpRequestReader {
public:
    static constexpr std::size_t largest_head = 8192;
    static constexpr std::size_t most_fields = 64;

    // Takes no octet after the empty line: how many of `octets` were taken says used().
    HttpReading feed(View octets);

    [[nodiscard]] std::size_t used() const noexcept { return used_; }
    [[nodiscard]] const HttpRequest& request() const noexcept { return request_; }

private:
    HttpReading parse();

    std::string head_;
    std::size_t used_ = 0;
    HttpRequest request_;
};

}  // namespace gateway::sstp
