// What the TOML library is given: toml++ 3.3.0 does not refuse every character beyond ASCII that
// stands where none may, but runs into undefined behaviour. It reads each octet of such a character
// as a tilde and two hexadecimal digits, and a tilde likewise.
#pragma once

#include <string>
#include <string_view>

namespace gateway::policy {

// Throws FileError where the content is not UTF-8. A byte order mark is left out.
[[nodiscard]] std::string plain(std::string_view content, const std::string& path);

// The same of a piece that the library hands out, turned back.
[[nodiscard]] std::string unplain(std::string_view piece);

}  // namespace gateway::policy
