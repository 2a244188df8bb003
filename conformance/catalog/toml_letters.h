// Letters beyond ASCII where TOML has none: outside strings and comments, or as what a backslash escapes. The library that
// reads TOML (toml++ 3.3.0) has undefined behaviour there instead of refusing them, so they are looked for first.
#pragma once

#include <optional>
#include <string_view>

namespace conformance::catalog {

// The line (from 1) of the first such letter. After a quotation mark where no string may begin, every letter counts: the library
// takes what follows for something else. A letter after a backslash that ends a line of a multi-line string counts too:
// TOML allows it, the library does not survive it.
[[nodiscard]] std::optional<unsigned> line_of_stray_letter(std::string_view text);

}  // namespace conformance::catalog
