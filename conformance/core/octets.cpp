#include "core/octets.h"

namespace conformance {

namespace {

int digit(char c)
{
    if (c >= '0' && c <= '9') { return c - '0'; }
    if (c >= 'a' && c <= 'f') { return c - 'a' + 10; }
    if (c >= 'A' && c <= 'F') { return c - 'A' + 10; }
    return -1;
}

}  // namespace

std::string hex(View octets)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(octets.size() * 2);
    for (const auto octet : octets) {
        text += digits[octet >> 4];
        text += digits[octet & 0x0f];
    }
    return text;
}

std::optional<Octets> from_hex(std::string_view text)
{
    if (text.size() % 2 != 0) { return std::nullopt; }
    Octets octets;
    octets.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = digit(text[i]);
        const auto low = digit(text[i + 1]);
        if (high < 0 || low < 0) { return std::nullopt; }
        octets.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return octets;
}

}  // namespace conformance
