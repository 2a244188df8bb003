#include "net/mangled/mangling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <utility>

namespace gateway::mangled {
namespace {

constexpr std::size_t generic_header = 4;
constexpr std::uint8_t critical = 0x80;

std::vector<std::size_t> places_of_lengths(const ChainOctets& chain)
{
    std::vector<std::size_t> places;
    std::size_t at = 0;
    while (chain.octets.size() - at >= generic_header) {
        const std::size_t length = chain.octets[at + 2] * 256U + chain.octets[at + 3];
        places.push_back(at + 2);
        if (length < generic_header || length > chain.octets.size() - at) break;
        at += length;
    }
    return places;
}

void flip(Octets& octets, Dice& dice)
{
    if (octets.empty()) return;
    for (std::size_t i = dice.below(4); i < 4; ++i) {
        dice.one_of(octets) ^= static_cast<std::uint8_t>(1U << dice.below(8));
    }
}

void overwrite(Octets& octets, Dice& dice)
{
    if (octets.empty()) return;
    const std::size_t begin = dice.below(octets.size());
    const std::size_t size = 1 + dice.below(std::min<std::size_t>(40, octets.size() - begin));
    const std::array<std::uint8_t, 3> values{0, 0xff, dice.octet()};
    std::fill_n(octets.begin() + static_cast<std::ptrdiff_t>(begin), size, dice.one_of(values));
}

// As if an octet, or two, were a number: one more or one less.
void count_wrongly(Octets& octets, Dice& dice)
{
    if (octets.empty()) return;
    std::uint8_t& octet = dice.one_of(octets);
    octet = static_cast<std::uint8_t>(octet + (dice.once_in(2) ? 1 : -1));
}

void lie_about_a_length(ChainOctets& chain, Dice& dice)
{
    const auto places = places_of_lengths(chain);
    if (places.empty()) return;
    const std::size_t at = dice.one_of(places);
    const std::size_t is = chain.octets[at] * 256U + chain.octets[at + 1];
    const std::array<std::size_t, 9> lies{
        0, 3, 4, 5, is - 1, is + 1, 0x7fff, 0xffff, dice.below(65536)};
    const std::size_t lie = dice.one_of(lies);
    chain.octets[at] = static_cast<std::uint8_t>(lie >> 8U);
    chain.octets[at + 1] = static_cast<std::uint8_t>(lie);
}

void rearrange(std::vector<Part>& parts, const std::vector<Part>& spare, Dice& dice)
{
    const auto place = [&](std::size_t count) {
        return parts.begin() + static_cast<std::ptrdiff_t>(dice.below(count));
    };
    switch (dice.below(8)) {
        case 0:
            if (!parts.empty()) parts.erase(place(parts.size()));
            break;
        case 1: {
            if (parts.empty()) break;
            const Part repeated = *place(parts.size());
            const std::size_t times = dice.once_in(8) ? 200 : 1 + dice.below(3);
            parts.insert(place(parts.size() + 1), times, repeated);
            break;
        }
        case 2:
            if (!parts.empty()) std::swap(*place(parts.size()), *place(parts.size()));
            break;
        case 3:
            if (!parts.empty()) {
                place(parts.size())->type =
                    static_cast<std::uint8_t>(dice.once_in(4) ? dice.octet() : 33 + dice.below(21));
            }
            break;
        case 4:
            if (parts.empty()) break;
            place(parts.size())->flags ^= dice.once_in(2) ? critical : dice.octet();
            break;
        case 5:
            if (!spare.empty()) parts.insert(place(parts.size() + 1), dice.one_of(spare));
            break;
        case 6:
            if (!spare.empty() && !parts.empty()) *place(parts.size()) = dice.one_of(spare);
            break;
        default:
            if (!parts.empty()) spoil(place(parts.size())->body, dice);
            break;
    }
}

}  // namespace

std::vector<Part> parts_of(const ChainOctets& chain)
{
    std::vector<Part> parts;
    std::uint8_t type = chain.first;
    View rest = chain.octets;
    while (type != 0 && rest.size() >= generic_header) {
        const std::size_t length = rest[2] * 256U + rest[3];
        if (length < generic_header || length > rest.size()) break;
        parts.push_back({type, rest[1], copy_of(rest.subspan(4, length - 4))});
        type = rest[0];
        rest = rest.subspan(length);
    }
    return parts;
}

ChainOctets chain_of(const std::vector<Part>& parts)
{
    Writer out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        out.u8(i + 1 < parts.size() ? parts[i + 1].type : std::uint8_t{0});
        out.u8(parts[i].flags);
        out.u16(static_cast<std::uint16_t>(parts[i].body.size() + generic_header));
        out.octets(parts[i].body);
    }
    return {parts.empty() ? std::uint8_t{0} : parts.front().type, out.take()};
}

void spoil(Octets& octets, Dice& dice)
{
    switch (dice.below(6)) {
        case 0:
            octets.resize(dice.below(octets.size() + 1));
            break;
        case 1: {
            Octets more(1 + dice.below(dice.once_in(8) ? 1200 : 40));
            dice.fill(more);
            octets.insert(octets.end(), more.begin(), more.end());
            break;
        }
        case 2:
            overwrite(octets, dice);
            break;
        case 3:
            count_wrongly(octets, dice);
            break;
        default:
            flip(octets, dice);
            break;
    }
}

void spoil(ChainOctets& chain, const std::vector<Part>& spare, Dice& dice)
{
    for (std::size_t i = dice.once_in(4) ? dice.below(3) : 2; i < 3; ++i) {
        switch (dice.below(8)) {
            case 0:
            case 1:
                spoil(chain.octets, dice);
                break;
            case 2:
                lie_about_a_length(chain, dice);
                break;
            case 3:
                chain.first =
                    static_cast<std::uint8_t>(dice.once_in(4) ? dice.octet() : 33 + dice.below(21));
                break;
            default: {
                auto parts = parts_of(chain);
                rearrange(parts, spare, dice);
                chain = chain_of(parts);
                break;
            }
        }
    }
}

TEST(Mangling, ReadsAndWritesAChain)
{
    const ChainOctets chain{33, {40, 0, 0, 5, 1, 0, 0x80, 0, 6, 2, 3}};
    const auto parts = parts_of(chain);
    ASSERT_EQ(parts.size(), 2);
    EXPECT_EQ(parts[1].type, 40);
    EXPECT_EQ(parts[1].body, (Octets{2, 3}));
    EXPECT_EQ(chain_of(parts).octets, chain.octets);
}

TEST(Mangling, IsTheSameForTheSameSeed)
{
    const ChainOctets chain{33, {40, 0, 0, 5, 1, 0, 0x80, 0, 6, 2, 3}};
    Dice dice{7}, again{7};
    for (int i = 0; i < 1000; ++i) {
        ChainOctets one = chain, other = chain;
        spoil(one, parts_of(chain), dice);
        spoil(other, parts_of(chain), again);
        ASSERT_EQ(one.octets, other.octets);
        ASSERT_EQ(one.first, other.first);
    }
}

}  // namespace gateway::mangled
