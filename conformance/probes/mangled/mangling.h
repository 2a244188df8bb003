// For tests: chances that are the same for the same seed, and what is done by them to octets and to
// chains of payloads.
#pragma once

#include <algorithm>
#include <array>
#include <random>

#include "wire/ike/message.h"

namespace conformance::probes::mangled {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_{seed} {}
    // From 0 to count - 1.
    [[nodiscard]] std::size_t below(std::size_t count)
    {
        return count == 0 ? 0 : static_cast<std::size_t>(engine_() % count);
    }
    [[nodiscard]] bool once_in(std::size_t count) { return below(count) == 0; }
    [[nodiscard]] std::uint8_t octet() { return static_cast<std::uint8_t>(below(256)); }
    [[nodiscard]] Octets octets(std::size_t count)
    {
        Octets made(count);
        std::ranges::generate(made, [this] { return octet(); });
        return made;
    }
    [[nodiscard]] auto& one_of(auto& list) { return list[below(list.size())]; }

private:
    std::mt19937_64 engine_;
};

// Bits flipped, cut short, made longer, overwritten.
inline void spoil(Octets& octets, Dice& dice)
{
    switch (octets.empty() ? 1 : dice.below(6)) {
        case 0:
            octets.resize(dice.below(octets.size() + 1));
            break;
        case 1:
            append(octets, dice.octets(1 + dice.below(dice.once_in(8) ? 1200 : 40)));
            break;
        case 2: {
            const auto begin = dice.below(octets.size());
            const auto count = 1 + dice.below(std::min<std::size_t>(40, octets.size() - begin));
            const std::array<std::uint8_t, 3> values{0, 0xff, dice.octet()};
            std::fill_n(octets.begin() + static_cast<std::ptrdiff_t>(begin), count,
                        dice.one_of(values));
            break;
        }
        default:
            for (auto i = dice.below(4); i < 4; ++i) {
                dice.one_of(octets) ^= static_cast<std::uint8_t>(1u << dice.below(8));
            }
    }
}

// The same of one payload, or payloads left out, repeated, swapped, renamed, with a length that is
// not theirs.
inline void spoil(std::vector<wire::ike::Payload>& payloads, Dice& dice)
{
    using namespace wire::ike;
    if (payloads.empty() || dice.once_in(8)) {
        payloads.insert(
            payloads.begin() + static_cast<std::ptrdiff_t>(dice.below(payloads.size() + 1)),
            opaque(static_cast<std::uint8_t>(33 + dice.below(21)), dice.octets(dice.below(60)),
                   dice.once_in(2)));
        return;
    }
    auto& one = dice.one_of(payloads);
    switch (dice.below(8)) {
        case 0:
            payloads.erase(payloads.begin() + (&one - payloads.data()));
            break;
        case 1: {
            const Payload repeated = one;
            payloads.insert(payloads.end(), dice.once_in(8) ? 100 : 1, repeated);
            break;
        }
        case 2:
            std::swap(one, dice.one_of(payloads));
            break;
        case 3:
            one.type =
                static_cast<std::uint8_t>(dice.once_in(4) ? dice.octet() : 33 + dice.below(21));
            break;
        case 4:
            one.length.forge(
                static_cast<std::uint16_t>(dice.once_in(2) ? dice.below(10) : dice.below(65536)));
            break;
        case 5:
            one.next_payload.forge(dice.octet());
            break;
        default: {
            auto body = encode_body(one);
            spoil(body, dice);
            one.body = Opaque{std::move(body)};
        }
    }
}

// These octets as a chain of payloads that is encoded to them; nothing for fewer than a generic
// header has.
inline std::vector<wire::ike::Payload> chain_of(View octets, std::uint8_t first)
{
    using namespace wire::ike;
    if (octets.size() < 4) {
        return {};
    }
    auto one = opaque(first, {octets.begin() + 4, octets.end()});
    one.next_payload.forge(octets[0]);
    one.flags = octets[1];
    one.length.forge(static_cast<std::uint16_t>(octets[2] << 8 | octets[3]));
    return {one};
}

}  // namespace conformance::probes::mangled
