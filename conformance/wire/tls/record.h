// The record layer as far as it is in the clear, RFC 5246, Section 6.2.1.
#pragma once

#include "wire/tls/numbers.h"
#include "wire/tls/vector.h"

namespace conformance::wire::tls {

inline constexpr std::size_t record_header_octets = 5;
inline constexpr std::size_t largest_fragment = 16'384;
inline constexpr std::size_t largest_ciphertext = largest_fragment + 2'048;

struct Record {
    std::uint8_t type = 0;
    std::uint16_t version = tls_1_2;
    Octets fragment;
    Computed<std::uint16_t> length;

    [[nodiscard]] bool is(ContentType wanted) const
    {
        return type == static_cast<std::uint8_t>(wanted);
    }
    bool operator==(const Record&) const = default;
};

template <class Wire, Is<Record> R>
void fields(Wire& wire, R& record)
{
    wire.u8("type", record.type);
    wire.u16("version", record.version);
    counted(wire, "fragment", record.fragment, record.length);
}

[[nodiscard]] Octets encode(const Record& record);

// Content cut into records of at most `largest` octets each.
[[nodiscard]] std::vector<Record> records(ContentType type, std::uint16_t version, View content,
                                          std::size_t largest = largest_fragment);

// How octets at the beginning of a record look.
enum class Beginning { record, unfinished, no_record };
[[nodiscard]] Beginning beginning(View octets);

// Takes the first record off `octets`, which must begin with one.
[[nodiscard]] Record take_record(View& octets);

}  // namespace conformance::wire::tls
