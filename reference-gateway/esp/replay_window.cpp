#include "esp/replay_window.h"

#include <algorithm>

namespace gateway::esp {
namespace {

constexpr std::uint64_t bits = 64;

std::uint64_t bit_of(std::uint64_t sequence)
{
    return std::uint64_t{1} << (sequence % bits);
}

}  // namespace

ReplayWindow::ReplayWindow(bool extended, std::uint64_t size)
    : extended_(extended), size_(std::max(size, std::uint64_t{1})), words_(size_ / bits + 2)
{
    word_of(0) = bit_of(0);
}

std::uint64_t& ReplayWindow::word_of(std::uint64_t sequence) noexcept
{
    return words_[sequence / bits % words_.size()];
}

std::optional<std::uint64_t> ReplayWindow::sequence_of(std::uint32_t lower) const
{
    if (!extended_) return lower;
    const auto top_lower = static_cast<std::uint32_t>(top_);
    const std::uint64_t upper = top_ >> 32U;
    const auto bottom = static_cast<std::uint32_t>(top_lower - (size_ - 1));  // modulo 2^32
    const bool spans_two = top_lower < size_ - 1;
    if (!spans_two) return (lower >= bottom ? upper : upper + 1) << 32U | lower;
    if (lower < bottom) return upper << 32U | lower;
    if (upper == 0) return std::nullopt;
    return (upper - 1) << 32U | lower;
}

Novelty ReplayWindow::judge(std::uint64_t sequence)
{
    if (sequence > top_) return Novelty::fresh;
    if (top_ - sequence >= size_) return Novelty::too_old;
    return (word_of(sequence) & bit_of(sequence)) != 0 ? Novelty::replayed : Novelty::fresh;
}

void ReplayWindow::authenticated(std::uint64_t sequence)
{
    if (sequence > top_) {
        const std::uint64_t entered =
            std::min<std::uint64_t>(sequence / bits - top_ / bits, words_.size());
        for (std::uint64_t i = 0; i < entered; ++i) {
            word_of(sequence - i * bits) = 0;
        }
        top_ = sequence;
    }
    word_of(sequence) |= bit_of(sequence);
}

}  // namespace gateway::esp
