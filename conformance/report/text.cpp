#include "report/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace conformance::report {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Unicode: C0 and C1 controls, format and bidirectional controls, characters without any ink,
// noncharacters, private use.
// clang-format off
constexpr std::array odd_ranges{
    Range{0x00, 0x08},       Range{0x0B, 0x1F},       Range{0x7F, 0x9F},       Range{0xAD, 0xAD},
    Range{0x34F, 0x34F},     Range{0x600, 0x605},     Range{0x61C, 0x61C},     Range{0x6DD, 0x6DD},
    Range{0x115F, 0x1160},   Range{0x17B4, 0x17B5},   Range{0x180B, 0x180F},   Range{0x200B, 0x200F},
    Range{0x2028, 0x202E},   Range{0x2060, 0x206F},   Range{0x3164, 0x3164},   Range{0xE000, 0xF8FF},
    Range{0xFDD0, 0xFDEF},   Range{0xFE00, 0xFE0F},   Range{0xFEFF, 0xFEFF},   Range{0xFFA0, 0xFFA0},
    Range{0xFFF0, 0xFFFB},   Range{0xFFFE, 0xFFFF},   Range{0x110BD, 0x110BD}, Range{0x1BCA0, 0x1BCA3},
    Range{0x1D173, 0x1D17A}, Range{0xE0000, 0x10FFFF},
};
// clang-format on

bool is_odd(char32_t character)
{
    const bool last_two_of_a_plane = (character & 0xFFFE) == 0xFFFE;
    return last_two_of_a_plane || std::ranges::any_of(odd_ranges, [&](const Range& range) {
               return range.first <= character && character <= range.last;
           });
}

struct Decoded {
    char32_t character = 0;
    std::size_t length = 0;  // 0: the octet is not the start of a well-formed character
};

constexpr std::uint8_t octet(char character)
{
    return static_cast<std::uint8_t>(character);
}

// RFC 3629, Section 4: no overlong form, no surrogate, nothing above U+10FFFF.
Decoded decode(std::string_view text)
{
    const auto lead = octet(text.front());
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
    auto character = static_cast<char32_t>(lead & (0x7F >> length));
    for (std::size_t at = 1; at < length; ++at) {
        if ((octet(text[at]) & 0xC0) != 0x80) return {};
        character = (character << 6) | (octet(text[at]) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (character < least.at(length) || character > 0x10FFFF || surrogate) return {};
    return {character, length};
}

std::string hex(std::uint32_t value, std::size_t digits)
{
    std::array<char, 8> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, 16).ptr;
    std::string text(buffer.data(), end);
    return std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

std::string written_out(char32_t character)
{
    return "\\u{" + hex(character, 4) + "}";
}

}  // namespace

std::vector<Piece> pieces(std::string_view text)
{
    std::vector<Piece> all;
    while (!text.empty()) {
        const auto [character, length] = decode(text);
        if (length == 0) {
            all.push_back({"\\x" + hex(octet(text.front()), 2), true});
        } else if (is_odd(character)) {
            all.push_back({written_out(character), true});
        } else {
            if (all.empty() || all.back().odd) all.emplace_back();
            all.back().text += text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return all;
}

std::string visible(std::string_view text)
{
    std::string whole;
    for (const auto& piece : pieces(text)) {
        whole += piece.text;
    }
    return whole;
}

std::string one_line(std::string_view text)
{
    std::string line;
    for (const char character : visible(text)) {
        if (character == '\n' || character == '\t') {
            line += written_out(octet(character));
        } else {
            line += character;
        }
    }
    return line;
}

std::string shortened(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit) return std::string(text);
    std::size_t end = limit;
    while (end > 0 && limit - end < 4 && (octet(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    return std::string(text.substr(0, end)) + " [" + std::to_string(text.size() - end) +
           " more octets in results.json]";
}

std::string html_escaped(std::string_view text)
{
    std::string escaped;
    escaped.reserve(text.size());
    for (const char character : text) {
        switch (character) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += character;
        }
    }
    return escaped;
}

std::string figure(double value)
{
    std::array<char, 400> buffer{};
    const int decimals = value == std::floor(value) ? 0 : 1;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      std::chars_format::fixed, decimals);
    if (result.ec != std::errc{} || !std::isfinite(value)) return "beyond measure";
    std::string digits(buffer.data(), result.ptr);
    for (auto at = digits.size() - (decimals == 0 ? 0 : 2); at > 3 && digits[at - 4] != '-';) {
        digits.insert(at -= 3, ",");
    }
    return digits;
}

std::string seconds(double value)
{
    if (value >= 120) return figure(std::round(value / 6) / 10) + " min";
    return figure(value) + " s";
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    std::string whole;
    for (const auto& each : words) {
        whole += whole.empty() ? "" : between;
        whole += each;
    }
    return whole;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace conformance::report
