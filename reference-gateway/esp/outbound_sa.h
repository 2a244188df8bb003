// The gateway's half of a Child SA that sends: an inner IP packet becomes an ESP packet in tunnel
// mode (RFC 4303, Section 3.3).
#pragma once

#include <functional>

#include "base/random.h"
#include "esp/protection.h"

namespace gateway::esp {

inline constexpr std::uint8_t next_header_ipv4 = 4;
inline constexpr std::uint8_t next_header_ipv6 = 41;
inline constexpr std::uint8_t next_header_none = 59;  // a dummy packet

// 1, 2, 3, ...: RFC 4303, Section 2.4.
void fill_with_padding(std::span<std::uint8_t> padding) noexcept;

// Where a mutant or a test may take hold of what is sent.
struct OutboundSeams {
    // From the numbers 1, 2, 3, ... to those that are sent.
    std::function<std::uint64_t(std::uint64_t)> numbering = [](std::uint64_t n) { return n; };
    // The IV of a counter mode, from the same numbers.
    std::function<std::uint64_t(std::uint64_t)> counter_iv = [](std::uint64_t n) { return n; };
    // The IV of a block cipher, random already, and again the number.
    std::function<void(std::span<std::uint8_t>, std::uint64_t)> block_iv = [](auto, auto) {};
    std::function<void(std::span<std::uint8_t>)> padding = fill_with_padding;
    std::uint64_t already_sent = 0;
};

class OutboundSa {
public:
    // Nothing if the keys are not of the suite's sizes. The SPI is the one the peer chose.
    [[nodiscard]] static std::optional<OutboundSa> make(const Suite& suite, std::uint32_t spi,
                                                        const SaKeys& keys, Random& random,
                                                        OutboundSeams seams = {});

    // Octets of the ESP packet of so long an inner packet, and of the longest inner packet whose
    // ESP packet is no longer than `room`.
    [[nodiscard]] std::size_t sealed_size(std::size_t inner_size) const noexcept;
    [[nodiscard]] std::size_t largest_inner_size(std::size_t room) const noexcept;

    // Where the inner packet stands in the ESP packet: who puts it there spares a copy.
    [[nodiscard]] std::size_t inner_offset() const noexcept { return header_size + suite_.iv_size; }

    // The ESP packet, at the front of `buffer`, which has room for sealed_size() and may hold
    // `inner` itself at any place. Nothing when no sequence number is left, what is inside is no IP
    // packet, or the buffer is too small.
    [[nodiscard]] std::optional<View> seal(View inner, std::span<std::uint8_t> buffer);

    // The same under another next header, for packets that hold no IP.
    [[nodiscard]] std::optional<View> seal(View inner, std::uint8_t next_header,
                                           std::span<std::uint8_t> buffer);

    // Sequence numbers run out: from three quarters on.
    [[nodiscard]] bool needs_rekey() const noexcept { return sent_ >= last_number_ / 4 * 3; }
    [[nodiscard]] std::uint64_t sent() const noexcept { return sent_; }
    [[nodiscard]] std::uint32_t spi() const noexcept { return spi_; }

private:
    OutboundSa(const Suite& suite, std::uint32_t spi, Protection protection, Random& random,
               OutboundSeams seams);

    void write_iv(std::span<std::uint8_t> iv);

    Suite suite_;
    std::uint32_t spi_;
    Protection protection_;
    Random* random_;
    OutboundSeams seams_;
    std::uint64_t sent_;
    std::uint64_t last_number_;
    // Random octets for IVs to come: asking for few at a time is slow.
    std::array<std::uint8_t, 512> random_octets_{};
    std::size_t random_used_ = random_octets_.size();
};

}  // namespace gateway::esp
