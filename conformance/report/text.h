// Text of a gateway is data: what a terminal, a browser or an XML reader could take for more than
// text is made visible.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace conformance::report {

// A stretch of text, either printable as it is, or one odd thing written out: \u{202e} for a
// control, format or invisible character, \xff for an octet that is not UTF-8. Line feed and tab
// are printable.
struct Piece {
    std::string text;
    bool odd = false;
};

[[nodiscard]] std::vector<Piece> pieces(std::string_view text);

// The pieces joined: safe in XML once its five characters are escaped.
[[nodiscard]] std::string visible(std::string_view text);

// The same with line feeds and tabs written out too, so that it stays on its line.
[[nodiscard]] std::string one_line(std::string_view text);

// At most `limit` octets, never half a character; says how much is left out, and that results.json
// has it.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);

[[nodiscard]] std::string html_escaped(std::string_view text);

// A whole number without decimals, any other with one; 56,607.
[[nodiscard]] std::string figure(double value);
[[nodiscard]] std::string seconds(double value);

[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view between);

// "1 fail", "2 fails".
[[nodiscard]] std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace conformance::report
