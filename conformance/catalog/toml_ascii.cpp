#include "catalog/toml_ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace conformance::catalog {

namespace {

constexpr char mark = '~';
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_beyond_ascii(char octet) { return static_cast<unsigned char>(octet) > 0x7f; }

// Octets of the letter at the head of the text; 0 where it is none. RFC 3629, Section 4.
std::size_t letter_octets(std::string_view text)
{
    struct Form {
        std::uint8_t mask, lead;
        std::uint32_t least;
    };
    constexpr std::array<Form, 4> forms{{{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}}};
    const auto first = static_cast<std::uint8_t>(text.front());
    const auto* form = std::ranges::find_if(forms, [&](const Form& one) { return (first & one.mask) == one.lead; });
    const auto count = static_cast<std::size_t>(form - forms.begin()) + 1;
    if (form == forms.end() || text.size() < count) { return 0; }
    std::uint32_t letter = first & static_cast<std::uint8_t>(~form->mask);
    for (std::size_t i = 1; i < count; ++i) {
        const auto next = static_cast<std::uint8_t>(text[i]);
        if ((next & 0xc0) != 0x80) { return 0; }
        letter = letter << 6 | (next & 0x3f);
    }
    const bool is_surrogate = letter >= 0xd800 && letter <= 0xdfff;
    return letter < form->least || letter > 0x10ffff || is_surrogate ? 0 : count;
}

// Where the text ceases to be UTF-8, or its end.
std::size_t good_octets(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const auto octets = letter_octets(text.substr(at));
        if (octets == 0) { break; }
        at += octets;
    }
    return at;
}

std::optional<char> octet_in(std::string_view text)
{
    unsigned octet = 0;
    if (text.size() < 3 || text[0] != mark) { return std::nullopt; }
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 3, octet, 16);
    return error == std::errc{} && end == text.data() + 3 ? std::optional{static_cast<char>(octet)} : std::nullopt;
}

}  // namespace

std::optional<unsigned> line_of_bad_utf8(std::string_view text)
{
    const auto good = good_octets(text);
    if (good == text.size()) { return std::nullopt; }
    return static_cast<unsigned>(std::ranges::count(text.substr(0, good), '\n')) + 1;
}

std::string as_ascii(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    if (text.starts_with(byte_order_mark)) { text.remove_prefix(byte_order_mark.size()); }
    std::string result;
    for (const char octet : text) {
        if (!is_beyond_ascii(octet) && octet != mark) {
            result += octet;
            continue;
        }
        const auto value = static_cast<std::uint8_t>(octet);
        result += {mark, digits[value >> 4], digits[value & 0xf]};
    }
    return result;
}

std::string from_ascii(std::string_view text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto octet = octet_in(text.substr(at));
        result += octet.value_or(text[at]);
        at += octet ? 3 : 1;
    }
    // An escape such as \u007e may have put a mark there that was none.
    return good_octets(result) == result.size() ? result : std::string{text};
}

}  // namespace conformance::catalog
