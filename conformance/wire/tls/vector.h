// The vectors of TLS: content behind its length, RFC 5246, Section 4.3. One verb for Writer and
// Reader; the width of the length is that of its Computed: 8, 16 or (as uint32_t) 24 bits.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

#include "wire/codec.h"

namespace conformance::wire::tls {

// Field lists are written once for a structure and its const form.
template <class T, class Structure>
concept Is = std::same_as<std::remove_const_t<T>, Structure>;

inline void length_field(auto& wire, std::string_view name, std::uint8_t& length)
{
    wire.u8(name, length);
}
inline void length_field(auto& wire, std::string_view name, std::uint16_t& length)
{
    wire.u16(name, length);
}
inline void length_field(auto& wire, std::string_view name, std::uint32_t& length)
{
    wire.u24(name, length);
}

template <class Length>
void counted(Writer& out, std::string_view name, const Octets& value,
             const Computed<Length>& length)
{
    auto written = length.or_else(static_cast<Length>(value.size()));
    length_field(out, name, written);
    out.rest(name, value);
}

template <class Length>
void counted(Reader& in, std::string_view name, Octets& value, const Computed<Length>&)
{
    Length length = 0;
    length_field(in, name, length);
    in.octets(name, value, length);
}

// A vector of 16-bit numbers.
template <class Length>
void counted(Writer& out, std::string_view name, const std::vector<std::uint16_t>& numbers,
             const Computed<Length>& length)
{
    Writer inner;
    for (const auto number : numbers) {
        inner.u16(name, number);
    }
    counted(out, name, inner.take(), length);
}

template <class Length>
void counted(Reader& in, std::string_view name, std::vector<std::uint16_t>& numbers,
             const Computed<Length>& length)
{
    Octets octets;
    counted(in, name, octets, length);
    if (octets.size() % 2 != 0) {
        (void)in.take("half a number in " + std::string{name}, in.left() + 1);
    }
    Reader inner{octets};
    while (in.ok() && inner.left() != 0) {
        inner.u16(name, numbers.emplace_back());
    }
}

// A vector of vectors: each behind a length as wide as Inner.
template <class Inner, class Length>
void counted_each(Writer& out, std::string_view name, const std::vector<Octets>& values,
                  const Computed<Length>& length)
{
    Writer list;
    for (const auto& one : values) {
        counted(list, name, one, Computed<Inner>{});
    }
    counted(out, name, list.take(), length);
}

template <class Inner, class Length>
void counted_each(Reader& in, std::string_view name, std::vector<Octets>& values,
                  const Computed<Length>& length)
{
    Octets list;
    counted(in, name, list, length);
    Reader inner{list};
    while (inner.ok() && inner.left() != 0) {
        counted(inner, name, values.emplace_back(), Computed<Inner>{});
    }
    if (!inner.ok()) {
        (void)in.take(name, in.left() + 1);
    }
}

}  // namespace conformance::wire::tls
