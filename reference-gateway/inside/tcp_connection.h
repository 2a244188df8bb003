// One TCP connection to the echo service, from the SYN on: RFC 9293 for a server that never opens
// and never closes first, RFC 5681 (slow start, congestion avoidance, fast retransmit), RFC 6298
// and RFC 7323's window scaling. Behind a first gap what comes is kept, behind a second it is asked
// for again.
//
//   SYN --> syn_received --> established --> closing --> gone
//                |                |             |
//                +----------------+-------------+--> gone, by RST or in silence
//
// What is not acknowledged yet is all that is kept, and the room for it is the receive window: a
// peer that sends and does not read stops itself.
#pragma once

#include <functional>

#include "base/instant.h"
#include "inside/tcp_segment.h"

namespace gateway::inside {

struct TcpLimits {
    std::size_t buffer = 131072;  // octets that one connection keeps at most
    int retransmissions = 8;
    Instant idle = std::chrono::minutes{5};  // without a new octet in either direction
};

class TcpConnection {
public:
    // What is to be sent; its data is valid during the call.
    using Emit = std::function<void(const TcpSegment&)>;

    // `largest_segment` is the data that the way to the peer carries in one packet.
    TcpConnection(const TcpSegment& syn, std::uint32_t initial_sequence,
                  std::uint16_t largest_segment, const TcpLimits& limits, Instant now,
                  const Emit& emit);

    void on_segment(const TcpSegment& segment, Instant now, const Emit& emit);
    void on_time(Instant now, const Emit& emit);

    [[nodiscard]] bool gone() const noexcept { return state_ == State::gone; }
    // When on_time() wants to be called; earlier does no harm.
    [[nodiscard]] Instant wake() const noexcept;

private:
    enum class State { syn_received, established, closing, gone };

    [[nodiscard]] std::uint32_t room() const noexcept;
    [[nodiscard]] bool acceptable(const TcpSegment& segment) const noexcept;
    // False where the segment has nothing more to say.
    [[nodiscard]] bool take_acknowledgement(const TcpSegment& segment, Instant now,
                                            const Emit& emit);
    void acknowledge(std::uint32_t count, Instant now);
    void take_duplicate(const Emit& emit);
    void take_data(const TcpSegment& segment, Instant now);
    void append(View data, Instant now);
    void keep_for_later(const TcpSegment& segment, std::uint32_t ahead);
    void measure(Instant round_trip);
    [[nodiscard]] Instant measured_timeout() const noexcept;

    [[nodiscard]] TcpSegment segment_at(std::uint32_t sequence) const;
    void emit_syn(const Emit& emit);
    void emit_acknowledgement(const Emit& emit);
    void emit_data(std::uint32_t offset, std::size_t size, bool fin, const Emit& emit);
    void emit_all_that_may_go(Instant now, const Emit& emit);
    void reset(const Emit& emit);

    TcpLimits limits_;
    State state_ = State::syn_received;
    std::uint16_t our_port_;
    std::uint16_t peer_port_;

    // Received and not yet acknowledged by the peer; the front is unacknowledged_. A ring would
    // spare the moving: it is moved only when half of it is free.
    Octets buffer_;
    std::size_t buffer_front_ = 0;
    [[nodiscard]] std::size_t buffered() const noexcept { return buffer_.size() - buffer_front_; }

    // Received behind a gap, inside the window.
    Octets early_;
    std::uint32_t early_start_ = 0;

    std::uint32_t unacknowledged_;  // SND.UNA
    std::uint32_t next_;            // SND.NXT, which goes back to send again
    std::uint32_t highest_;         // one behind the highest that was ever sent
    std::uint32_t peer_window_ = 0;
    std::uint32_t window_sequence_;  // of the segment that told it, and what that acknowledged
    std::uint32_t window_acknowledged_;
    std::uint8_t peer_scale_ = 0;
    std::uint8_t our_scale_ = 0;
    bool scaled_ = false;

    std::uint32_t expected_;    // RCV.NXT
    std::uint32_t shown_edge_;  // as far as the peer knows it may send
    bool owes_acknowledgement_ = false;

    std::uint16_t offered_segment_;  // what we can take
    std::uint16_t largest_segment_;  // what the peer and the way to it can take
    std::uint32_t congestion_window_;
    std::uint32_t slow_start_threshold_ = 0xffffffffU;
    int duplicates_ = 0;

    Instant timeout_;
    Instant smoothed_{0};
    Instant variance_{0};
    std::optional<Instant> timed_since_;  // and the number whose acknowledgement ends it
    std::uint32_t timed_ = 0;
    std::optional<Instant> retransmit_at_;
    int retransmissions_ = 0;
    Instant idle_at_;
};

}  // namespace gateway::inside
