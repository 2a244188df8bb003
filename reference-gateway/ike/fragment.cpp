#include "ike/fragment.h"

#include <algorithm>
#include <utility>

namespace gateway::ike {
namespace {

// What a fragment costs beside its content, so that empty ones are not free.
constexpr std::size_t overhead = 64;

}  // namespace

std::optional<FragmentNumbers> parse_fragment_numbers(View body)
{
    Cursor in{body};
    const FragmentNumbers numbers{in.u16(), in.u16()};
    if (!in.ok()) return std::nullopt;
    return numbers;
}

std::uint16_t FragmentQueue::total_of(std::uint64_t spi) const
{
    const auto found = sets_.find(spi);
    return found == sets_.end() ? std::uint16_t{0} : found->second.total;
}

bool FragmentQueue::holds(std::uint64_t spi, std::uint16_t number) const
{
    const auto found = sets_.find(spi);
    return found != sets_.end() && found->second.contents.contains(number);
}

FragmentQueue::Outcome FragmentQueue::store(std::uint64_t spi, Fragment fragment, Instant now)
{
    const auto [number, total] = fragment.numbers;
    if (total > total_of(spi)) forget(spi);
    Set& set = sets_[spi];
    if (set.contents.empty()) {
        set.total = total;
        set.until = now + limits_.life;
        deadlines_.insert({set.until, spi});
    }
    const bool is_first = number == 1;
    const std::size_t cost =
        overhead + fragment.content.size() + (is_first ? fragment.message.size() : 0);
    set.octets += cost;
    octets_ += cost;
    set.longest = std::max(set.longest, fragment.message.size());
    if (is_first) set.first = copy_of(fragment.message);
    set.contents.insert_or_assign(number, std::move(fragment.content));
    if (set.octets > limits_.octets_of_one) {
        forget(spi);
        return Outcome::too_much;
    }
    const bool is_complete = set.contents.size() >= set.total && !set.first.empty();
    // A message that is whole comes in one go: what has waited longest will hardly become one.
    while (octets_ > limits_.octets_of_all && deadlines_.size() > 1) {
        const auto oldest = deadlines_.begin()->second;
        forget(oldest == spi ? std::next(deadlines_.begin())->second : oldest);
    }
    return is_complete ? Outcome::complete : Outcome::waiting;
}

Reassembled FragmentQueue::take(std::uint64_t spi)
{
    Reassembled whole;
    const auto found = sets_.find(spi);
    if (found == sets_.end()) return whole;
    Set& set = found->second;
    for (const auto& [number, content] : set.contents) {
        whole.content.insert(whole.content.end(), content.begin(), content.end());
    }
    whole.first = std::move(set.first);
    whole.longest = set.longest;
    forget(spi);
    return whole;
}

void FragmentQueue::forget(std::uint64_t spi)
{
    const auto found = sets_.find(spi);
    if (found == sets_.end()) return;
    octets_ -= found->second.octets;
    deadlines_.erase({found->second.until, spi});
    sets_.erase(found);
}

void FragmentQueue::expire(Instant now)
{
    while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
        forget(deadlines_.begin()->second);
    }
}

std::optional<Instant> FragmentQueue::next_expiry() const
{
    if (deadlines_.empty()) return std::nullopt;
    return deadlines_.begin()->first;
}

}  // namespace gateway::ike
