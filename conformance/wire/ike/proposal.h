// The Security Association payload: proposals, their transforms and attributes. RFC 7296, Section 3.3.
//
// Nothing is refused here: lengths, counts and last-substructure markers may lie, and what cannot be read is kept as
// octets, so that encoding a decoded payload gives the same octets back.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "wire/codec.h"
#include "wire/ike/numbers.h"

namespace conformance::wire::ike {

// A Transform Attribute: with the format bit set the value is the 16-bit `value`, else `octets`.
struct Attribute {
    std::uint16_t type = 0;  // without the format bit
    bool short_form = true;
    std::uint16_t value = 0;
    Octets octets;

    bool operator==(const Attribute&) const = default;
};

inline constexpr std::uint16_t key_length_attribute = 14;

struct Transform {
    Computed<std::uint8_t> last;
    std::uint8_t reserved = 0;
    std::uint8_t type = 0;
    std::uint8_t reserved_2 = 0;
    std::uint16_t id = 0;
    std::vector<Attribute> attributes;
    Octets trailing;  // what followed the last readable attribute
    Computed<std::uint16_t> length;

    [[nodiscard]] std::optional<std::uint16_t> key_length() const;
    bool operator==(const Transform&) const = default;
};

[[nodiscard]] Transform transform(TransformType type, std::uint16_t id, std::uint16_t key_length = 0);

struct Proposal {
    Computed<std::uint8_t> last;
    std::uint8_t reserved = 0;
    std::uint8_t number = 1;
    std::uint8_t protocol = protocol_ike;
    Octets spi;
    std::vector<Transform> transforms;
    Octets trailing;  // what followed the last readable transform
    Computed<std::uint8_t> transform_count;
    Computed<std::uint16_t> length;

    [[nodiscard]] std::vector<Transform> of(TransformType type) const;
    bool operator==(const Proposal&) const = default;
};

struct SecurityAssociation {
    std::vector<Proposal> proposals;
    Octets trailing;  // what followed the last readable proposal

    bool operator==(const SecurityAssociation&) const = default;
};

[[nodiscard]] Octets encode(const SecurityAssociation& sa);
// Complaints are appended to `complaints`.
[[nodiscard]] SecurityAssociation decode_security_association(View body,
                                                              std::vector<std::string>& complaints);

}  // namespace conformance::wire::ike
