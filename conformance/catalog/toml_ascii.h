// The library that reads TOML (toml++ 3.3.0) has undefined behaviour on some letters beyond ASCII that stand where none may, and on
// lawful ones behind a backslash. So it is given ASCII alone: each octet of such a letter as ~ and two hexadecimal digits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace conformance::catalog {

// The line (from 1) of the first octet that is no UTF-8.
[[nodiscard]] std::optional<unsigned> line_of_bad_utf8(std::string_view text);

// For the library, line by line; a byte order mark is left out. And back, of what the library made of a part of it.
[[nodiscard]] std::string as_ascii(std::string_view text);
[[nodiscard]] std::string from_ascii(std::string_view text);

}  // namespace conformance::catalog
