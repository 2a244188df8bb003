#include "policy/toml_plain.h"

#include <algorithm>
#include <cstdint>

#include "policy/toml_file.h"

namespace gateway::policy {
namespace {

using Position = std::string_view::size_type;

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::string_view digits = "0123456789abcdef";

std::uint8_t octet_at(std::string_view text, Position at)
{
    return static_cast<std::uint8_t>(text[at]);
}

// How many octets the character has by its first; 0 for what begins none.
Position length_by(std::uint8_t first)
{
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first < 0xe0) return 2;
    if (first >= 0xe0 && first < 0xf0) return 3;
    if (first >= 0xf0 && first < 0xf5) return 4;
    return 0;
}

// RFC 3629, Section 4: what the second octet may be hangs on the first.
bool is_second(std::uint8_t first, std::uint8_t second)
{
    switch (first) {
        case 0xe0:
            return second >= 0xa0 && second < 0xc0;
        case 0xed:
            return second >= 0x80 && second < 0xa0;
        case 0xf0:
            return second >= 0x90 && second < 0xc0;
        case 0xf4:
            return second >= 0x80 && second < 0x90;
        default:
            return (second & 0xc0) == 0x80;
    }
}

bool is_character(std::string_view text, Position at, Position length)
{
    if (length == 0 || text.size() - at < length) return false;
    if (length > 1 && !is_second(octet_at(text, at), octet_at(text, at + 1))) return false;
    for (Position i = at + 2; i < at + length; ++i) {
        if ((octet_at(text, i) & 0xc0) != 0x80) return false;
    }
    return true;
}

// Where the text is no UTF-8 any more; its end when it is to the last.
Position end_of_utf_8(std::string_view text)
{
    Position at = 0;
    while (at < text.size()) {
        const Position length = length_by(octet_at(text, at));
        if (!is_character(text, at, length)) return at;
        at += length;
    }
    return at;
}

// Of a tilde's two digits, or -1.
int value_of(std::string_view two)
{
    if (two.size() != 2) return -1;
    const auto high = digits.find(two[0]);
    const auto low = digits.find(two[1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return -1;
    return static_cast<int>(high * 16 + low);
}

}  // namespace

std::string plain(std::string_view content, const std::string& path)
{
    const Position end = end_of_utf_8(content);
    if (end < content.size()) {
        const auto lines = std::ranges::count(content.substr(0, end), '\n');
        throw FileError(path, static_cast<unsigned>(lines + 1), "TOML, which is UTF-8");
    }
    if (content.starts_with(byte_order_mark)) content.remove_prefix(byte_order_mark.size());
    std::string result;
    for (Position at = 0; at < content.size(); ++at) {
        const std::uint8_t octet = octet_at(content, at);
        if (octet < 0x80 && octet != '~') {
            result += content[at];
        } else {
            result += {'~', digits[octet >> 4], digits[octet & 0xf]};
        }
    }
    return result;
}

std::string unplain(std::string_view piece)
{
    std::string result;
    for (Position at = 0; at < piece.size(); ++at) {
        const int value = piece[at] == '~' ? value_of(piece.substr(at + 1, 2)) : -1;
        result += value < 0 ? piece[at] : static_cast<char>(value);
        if (value >= 0) at += 2;
    }
    // A tilde may come of an escape, and is one then.
    return end_of_utf_8(result) == result.size() ? result : std::string(piece);
}

}  // namespace gateway::policy
