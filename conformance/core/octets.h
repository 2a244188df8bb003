// Octets on the wire, as bytes in memory; and their hexadecimal form, which transcripts and target files use.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

using Octets = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

[[nodiscard]] std::string hex(View octets);
[[nodiscard]] std::optional<Octets> from_hex(std::string_view text);
[[nodiscard]] inline View view(std::string_view text)
{
    return std::as_bytes(std::span{text}).empty()
               ? View{}
               : View{static_cast<const std::uint8_t*>(static_cast<const void*>(text.data())), text.size()};
}
inline void append(Octets& to, View octets) { to.insert(to.end(), octets.begin(), octets.end()); }

}  // namespace conformance
