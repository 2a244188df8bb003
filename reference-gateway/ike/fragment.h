// A message that came in fragments, RFC 7383, Sections 2.5 and 2.6: each is sealed by itself, and
// what they hold is put together when the last has come.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/instant.h"
#include "base/octets.h"

namespace gateway::ike {

// What stands between the generic header of an Encrypted Fragment payload and its IV.
struct FragmentNumbers {
    std::uint16_t number = 0;
    std::uint16_t total = 0;
};
inline constexpr std::size_t fragment_numbers_size = 4;

// Nothing if the payload is too short to have them.
[[nodiscard]] std::optional<FragmentNumbers> parse_fragment_numbers(View body);

struct FragmentLimits {
    std::size_t octets_of_one = std::size_t{64} << 10U;  // Section 5
    std::size_t octets_of_all = std::size_t{8} << 20U;
    Instant life = std::chrono::seconds{30};
};

struct Fragment {
    FragmentNumbers numbers;
    Octets content;
    View message;  // the whole of it, as it came
};

// All of its fragments.
struct Reassembled {
    Octets first;             // the message that was number 1, as it came
    Octets content;           // of the Encrypted payload, without padding
    std::size_t longest = 0;  // of its messages
};

// The fragments that wait for the rest, at most one set for each IKE SA.
class FragmentQueue {
public:
    explicit FragmentQueue(const FragmentLimits& limits) : limits_(limits) {}

    [[nodiscard]] std::uint16_t total_of(std::uint64_t spi) const;  // 0: nothing is there
    [[nodiscard]] bool holds(std::uint64_t spi, std::uint16_t number) const;

    enum class Outcome { waiting, complete, too_much };
    // One of a larger total than what is there takes the place of all that. Too much is forgotten.
    Outcome store(std::uint64_t spi, Fragment fragment, Instant now);
    // Of a set that is complete.
    [[nodiscard]] Reassembled take(std::uint64_t spi);
    void forget(std::uint64_t spi);
    void expire(Instant now);
    [[nodiscard]] std::optional<Instant> next_expiry() const;
    [[nodiscard]] std::size_t octets() const noexcept { return octets_; }

private:
    struct Set {
        std::uint16_t total = 0;
        std::map<std::uint16_t, Octets> contents;
        Octets first;
        std::size_t longest = 0;
        std::size_t octets = 0;
        Instant until{};
    };

    FragmentLimits limits_;
    std::unordered_map<std::uint64_t, Set> sets_;
    std::set<std::pair<Instant, std::uint64_t>> deadlines_;
    std::size_t octets_ = 0;
};

}  // namespace gateway::ike
