// What can be changed about octets without knowing what they say: a number or a piece of data in
// them, or a whole item of a list, with the lengths that count it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/octets.h"

namespace gateway::mutants::mechanical {

enum class Form : std::uint8_t {
    number,  // its highest or lowest bit
    flags,   // each of its bits
    data,    // as a number, and one octet shorter or longer
    item,    // a payload, an extension: left out or said twice
};

struct Length {
    std::size_t at = 0;
    std::size_t width = 0;
};

struct Field {
    std::string name;
    Form form = Form::number;
    std::size_t at = 0;
    std::size_t size = 0;
    std::vector<Length> counted_by = {};
    // In a chain, the octet that says what comes next: before the item, and in it.
    std::size_t named_at = 0;
};

enum class Change : std::uint8_t { bit, shorter, longer, omit, repeat };

struct Alteration {
    std::string name;  // highest-bit, shorter, ...
    Change change = Change::bit;
    std::size_t bit = 0;  // counted from the field's last
};

[[nodiscard]] std::vector<Alteration> alterations_of(const Field& field);

void alter(Octets& octets, const Field& field, const Alteration& alteration);

}  // namespace gateway::mutants::mechanical
