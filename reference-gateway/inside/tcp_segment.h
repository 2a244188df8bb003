// A TCP segment: RFC 9293, Section 3.1; its options of RFC 9293, Section 3.7.1 and RFC 7323,
// Section 2.
#pragma once

#include <optional>

#include "base/octets.h"

namespace gateway::inside {

struct TcpSegment {
    std::uint16_t source_port = 0;
    std::uint16_t destination_port = 0;
    std::uint32_t sequence = 0;
    std::uint32_t acknowledged = 0;
    bool fin = false;
    bool syn = false;
    bool rst = false;
    bool ack = false;
    std::uint16_t window = 0;
    std::optional<std::uint16_t> maximum_segment_size;
    std::optional<std::uint8_t> window_scale;
    View data;

    // Of the sequence numbers it takes.
    [[nodiscard]] std::uint32_t length() const noexcept
    {
        return static_cast<std::uint32_t>(data.size()) + (syn ? 1U : 0U) + (fin ? 1U : 0U);
    }
};

inline constexpr std::size_t tcp_checksum_at = 16;

// Nothing if its header does not fit into the octets. Options are read of a SYN alone.
[[nodiscard]] std::optional<TcpSegment> parse_tcp_segment(View octets);

[[nodiscard]] std::size_t size_of(const TcpSegment& segment) noexcept;
// Without the checksum; `octets` has size_of().
void write(const TcpSegment& segment, std::span<std::uint8_t> octets);

}  // namespace gateway::inside
