#include "mutants/mechanical/field.h"

#include <algorithm>

namespace gateway::mutants::mechanical {
namespace {

using Position = Octets::difference_type;

Position position(std::size_t at)
{
    return static_cast<Position>(at);
}

void count(Octets& octets, const Length& length, std::ptrdiff_t more)
{
    std::size_t value = 0;
    for (std::size_t i = 0; i < length.width; ++i) {
        value = value << 8U | octets.at(length.at + i);
    }
    value += static_cast<std::size_t>(more);
    for (std::size_t i = length.width; i-- > 0; value >>= 8U) {
        octets.at(length.at + i) = static_cast<std::uint8_t>(value);
    }
}

void count_all(Octets& octets, const Field& field, std::ptrdiff_t more)
{
    for (const Length& length : field.counted_by) {
        count(octets, length, more);
    }
}

void flip(Octets& octets, const Field& field, std::size_t bit)
{
    octets.at(field.at + field.size - 1 - bit / 8) ^= static_cast<std::uint8_t>(1U << bit % 8);
}

void omit(Octets& octets, const Field& field)
{
    const auto begin = octets.begin() + position(field.at);
    const std::uint8_t next = octets.at(field.at);
    octets.erase(begin, begin + position(field.size));
    if (field.named_at != 0) octets.at(field.named_at) = next;
    count_all(octets, field, -position(field.size));
}

void repeat(Octets& octets, const Field& field)
{
    Octets again = copy_of(View{octets}.subspan(field.at, field.size));
    if (field.named_at != 0) again.front() = octets.at(field.named_at);
    octets.insert(octets.begin() + position(field.at), again.begin(), again.end());
    count_all(octets, field, position(field.size));
}

}  // namespace

std::vector<Alteration> alterations_of(const Field& field)
{
    std::vector<Alteration> all;
    if (field.form == Form::item) {
        return {{"omit", Change::omit}, {"repeat", Change::repeat}};
    }
    if (field.form == Form::flags) {
        for (std::size_t bit = field.size * 8; bit-- > 0;) {
            all.push_back({"bit-" + std::to_string(bit), Change::bit, bit});
        }
        return all;
    }
    if (field.size != 0) {
        all.push_back({"highest-bit", Change::bit, field.size * 8 - 1});
        all.push_back({"lowest-bit", Change::bit, 0});
    }
    if (field.form == Form::data) {
        if (field.size != 0) all.push_back({"shorter", Change::shorter});
        all.push_back({"longer", Change::longer});
    }
    return all;
}

void alter(Octets& octets, const Field& field, const Alteration& alteration)
{
    const auto end = octets.begin() + position(field.at + field.size);
    switch (alteration.change) {
        case Change::bit:
            if (alteration.bit < field.size * 8) flip(octets, field, alteration.bit);
            break;
        case Change::shorter:
            if (field.size == 0) break;
            octets.erase(end - 1);
            count_all(octets, field, -1);
            break;
        case Change::longer:
            octets.insert(end, 0);
            count_all(octets, field, 1);
            break;
        case Change::omit:
            omit(octets, field);
            break;
        case Change::repeat:
            repeat(octets, field);
            break;
    }
}

}  // namespace gateway::mutants::mechanical
