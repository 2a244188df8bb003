// What the TOML library must not be given: toml++ 3.3.0 does not refuse a character beyond ASCII
// where TOML has none, but runs into undefined behaviour.
#pragma once

#include <string_view>

namespace gateway::policy {

// Throws FileError where a character beyond ASCII stands neither in a string nor in a comment, or
// follows a backslash, blanks and ends of lines between them included, or comes anywhere after a
// quotation mark where no string may begin: the library reads on from there in its own way.
void require_plain_syntax(std::string_view content, const std::string& path);

}  // namespace gateway::policy
