// Which sequence numbers have come already: RFC 4303, Section 3.4.3 and Appendix A2.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace gateway::esp {

enum class Novelty { fresh, replayed, too_old };

// A seam: a mutant brings a window of its own.
class AntiReplay {
public:
    virtual ~AntiReplay() = default;
    // All 64 bits of the number of which a packet bears the lower 32. Nothing if it lies before the
    // first.
    [[nodiscard]] virtual std::optional<std::uint64_t> sequence_of(std::uint32_t lower) const = 0;
    // Asked before the ICV is checked.
    [[nodiscard]] virtual Novelty judge(std::uint64_t sequence) = 0;
    // Told once the ICV has proved right.
    virtual void authenticated(std::uint64_t sequence) = 0;
};

class ReplayWindow final : public AntiReplay {
public:
    static constexpr std::uint64_t usual_size = 1024;

    explicit ReplayWindow(bool extended, std::uint64_t size = usual_size);

    [[nodiscard]] std::optional<std::uint64_t> sequence_of(std::uint32_t lower) const override;
    [[nodiscard]] Novelty judge(std::uint64_t sequence) override;
    void authenticated(std::uint64_t sequence) override;

private:
    std::uint64_t& word_of(std::uint64_t sequence) noexcept;

    bool extended_;
    std::uint64_t size_;
    std::uint64_t top_ = 0;  // the highest that has come; 0, which nobody sends, counts as come
    std::vector<std::uint64_t> words_;  // a ring of 64 numbers each, one more than the window needs
};

}  // namespace gateway::esp
