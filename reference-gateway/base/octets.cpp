#include "base/octets.h"

#include <algorithm>

namespace gateway {

View Cursor::take(std::size_t count) noexcept
{
    if (failed_ || count > rest_.size()) {
        failed_ = true;
        rest_ = {};
        return {};
    }
    const View taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
}

std::uint64_t Cursor::number(std::size_t width) noexcept
{
    std::uint64_t value = 0;
    for (const std::uint8_t octet : take(width)) {
        value = value << 8U | octet;
    }
    return value;
}

void Writer::number(std::uint64_t value, std::size_t width)
{
    zeros(width);
    set(size() - width, value, width);
}

void Writer::set(std::size_t at, std::uint64_t value, std::size_t width)
{
    for (std::size_t i = 0; i < width; ++i) {
        octets_.at(at + width - 1 - i) = static_cast<std::uint8_t>(value >> (8 * i));
    }
}

bool equal(View a, View b) noexcept
{
    return std::ranges::equal(a, b);
}

Octets joined(std::initializer_list<View> parts)
{
    Octets all;
    for (const View part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

Octets copy_of(View octets)
{
    return {octets.begin(), octets.end()};
}

View as_octets(std::string_view text) noexcept
{
    const auto bytes = std::as_bytes(std::span{text});
    return {static_cast<const std::uint8_t*>(static_cast<const void*>(bytes.data())), bytes.size()};
}

std::string to_hex(View octets)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t octet : octets) {
        text += digits[octet >> 4U];
        text += digits[octet & 0x0fU];
    }
    return text;
}

}  // namespace gateway
