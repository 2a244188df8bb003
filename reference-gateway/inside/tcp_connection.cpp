#include "inside/tcp_connection.h"

#include <algorithm>

namespace gateway::inside {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Instant first_timeout = seconds{1};
constexpr Instant shortest_timeout = milliseconds{200};
constexpr Instant longest_timeout = seconds{60};
constexpr int syn_retransmissions = 3;

constexpr std::uint16_t usual_segment = 536;  // where the peer names none: RFC 9293, Section 3.7.1
constexpr std::uint16_t smallest_segment = 64;  // a peer that names less gets no flood of headers
constexpr std::uint8_t largest_scale = 14;
constexpr std::uint8_t offered_scale = 3;
constexpr std::uint32_t first_segments = 10;  // RFC 6928
constexpr int duplicates_of_a_loss = 3;

// How far `a` lies behind `b`, modulo 2^32.
std::int32_t distance(std::uint32_t a, std::uint32_t b)
{
    return static_cast<std::int32_t>(a - b);
}

}  // namespace

TcpConnection::TcpConnection(const TcpSegment& syn, std::uint32_t initial_sequence,
                             std::uint16_t largest_segment, const TcpLimits& limits, Instant now,
                             const Emit& emit)
    : limits_(limits),
      our_port_(syn.destination_port),
      peer_port_(syn.source_port),
      unacknowledged_(initial_sequence),
      next_(initial_sequence + 1),
      highest_(initial_sequence + 1),
      peer_window_(syn.window),
      window_sequence_(syn.sequence),
      window_acknowledged_(initial_sequence),
      scaled_(syn.window_scale.has_value()),
      expected_(syn.sequence + 1),
      shown_edge_(expected_),
      offered_segment_(largest_segment),
      largest_segment_(
          std::min(largest_segment,
                   std::max(syn.maximum_segment_size.value_or(usual_segment), smallest_segment))),
      congestion_window_(first_segments * largest_segment_),
      timeout_(first_timeout),
      timed_since_(now),
      timed_(next_),
      retransmit_at_(now + first_timeout),
      idle_at_(now + limits.idle)
{
    if (scaled_) {
        peer_scale_ = std::min(*syn.window_scale, largest_scale);
        our_scale_ = offered_scale;
    }
    emit_syn(emit);
}

std::uint32_t TcpConnection::room() const noexcept
{
    return static_cast<std::uint32_t>(limits_.buffer - std::min(limits_.buffer, buffered()));
}

Instant TcpConnection::wake() const noexcept
{
    return retransmit_at_ ? std::min(*retransmit_at_, idle_at_) : idle_at_;
}

void TcpConnection::on_segment(const TcpSegment& segment, Instant now, const Emit& emit)
{
    if (state_ == State::syn_received && segment.syn && !segment.ack &&
        segment.sequence + 1 == expected_) {
        emit_syn(emit);
        return;
    }
    if (!acceptable(segment)) {
        if (!segment.rst) emit_acknowledgement(emit);
        return;
    }
    // RFC 5961: what a blind attacker could guess is asked about, not believed.
    if (segment.rst && segment.sequence == expected_) {
        state_ = State::gone;
        return;
    }
    if (segment.rst || segment.syn) {
        emit_acknowledgement(emit);
        return;
    }
    if (!segment.ack || !take_acknowledgement(segment, now, emit)) return;
    take_data(segment, now);
    emit_all_that_may_go(now, emit);
    // The window was all but closed and is open again.
    const auto known = static_cast<std::uint32_t>(std::max(distance(shown_edge_, expected_), 0));
    const std::uint32_t enough = 2U * largest_segment_;
    if (owes_acknowledgement_ || (known < enough && room() >= known + enough)) {
        emit_acknowledgement(emit);
    }
}

// RFC 9293, Section 3.10.7.4; and at the very edge, where the acknowledgements of a peer stand that
// has filled the window, though not all of it has come.
bool TcpConnection::acceptable(const TcpSegment& segment) const noexcept
{
    const std::int32_t ahead = distance(segment.sequence, expected_);
    if (ahead >= 0) return ahead <= static_cast<std::int32_t>(room());
    return distance(segment.sequence + segment.length(), expected_) > 0;
}

bool TcpConnection::take_acknowledgement(const TcpSegment& segment, Instant now, const Emit& emit)
{
    const std::int32_t fresh = distance(segment.acknowledged, unacknowledged_);
    if (distance(segment.acknowledged, highest_) > 0 ||
        (state_ == State::syn_received && fresh <= 0)) {
        if (state_ == State::syn_received) {
            TcpSegment refusal = segment_at(segment.acknowledged);
            refusal.ack = false;
            refusal.rst = true;
            emit(refusal);
        } else {
            emit_acknowledgement(emit);
        }
        return false;
    }
    const bool first = state_ == State::syn_received;
    if (first) {
        state_ = State::established;
        unacknowledged_ += 1;
        measure(now - timed_since_.value_or(now));
        timed_since_.reset();
        retransmit_at_.reset();
        retransmissions_ = 0;
    }
    const std::uint32_t window = static_cast<std::uint32_t>(segment.window) << peer_scale_;
    if (fresh >= 0 && !first) {
        const auto count = static_cast<std::uint32_t>(fresh);
        const bool nothing_new = segment.length() == 0 && window == peer_window_;
        if (count != 0) {
            acknowledge(count, now);
        } else if (nothing_new && highest_ != unacknowledged_) {
            take_duplicate(emit);
        }
    }
    if (fresh >= 0 && peer_window_ == 0) retransmissions_ = 0;  // it lives, and may stay closed
    const std::int32_t later = distance(segment.sequence, window_sequence_);
    if (fresh >= 0 &&
        (later > 0 || (later == 0 && distance(segment.acknowledged, window_acknowledged_) >= 0))) {
        if (window != 0 && peer_window_ == 0) retransmit_at_.reset();  // no more probes
        peer_window_ = window;
        window_sequence_ = segment.sequence;
        window_acknowledged_ = segment.acknowledged;
    }
    return state_ != State::gone;
}

void TcpConnection::acknowledge(std::uint32_t count, Instant now)
{
    const std::size_t data = std::min<std::size_t>(count, buffered());
    buffer_front_ += data;
    if (buffer_front_ * 2 >= buffer_.size()) {
        buffer_.erase(buffer_.begin(),
                      buffer_.begin() + static_cast<std::ptrdiff_t>(buffer_front_));
        buffer_front_ = 0;
    }
    unacknowledged_ += count;
    if (count > data) state_ = State::gone;  // our FIN, behind which nothing comes
    if (distance(next_, unacknowledged_) < 0) next_ = unacknowledged_;
    if (timed_since_ && distance(unacknowledged_, timed_) >= 0) {
        measure(now - *timed_since_);
        timed_since_.reset();
    }
    const std::uint32_t segment = largest_segment_;
    const std::uint32_t grown = congestion_window_ < slow_start_threshold_
                                    ? std::min(count, segment)
                                    : std::max(segment * segment / congestion_window_, 1U);
    congestion_window_ =
        std::min(congestion_window_ + grown, static_cast<std::uint32_t>(limits_.buffer) + segment);
    duplicates_ = 0;
    retransmissions_ = 0;
    timeout_ = measured_timeout();  // the way is open again, though what went twice is not timed
    idle_at_ = now + limits_.idle;
    retransmit_at_.reset();
    if (highest_ != unacknowledged_) retransmit_at_ = now + timeout_;
}

// RFC 5681, Section 3.2, without the inflation.
void TcpConnection::take_duplicate(const Emit& emit)
{
    if (++duplicates_ != duplicates_of_a_loss) return;
    slow_start_threshold_ = std::max((highest_ - unacknowledged_) / 2, 2U * largest_segment_);
    congestion_window_ = slow_start_threshold_;
    timed_since_.reset();
    const std::size_t size = std::min<std::size_t>(largest_segment_, buffered());
    const bool fin_was_sent = highest_ - unacknowledged_ > buffered();
    emit_data(0, size, fin_was_sent && size == buffered(), emit);
}

void TcpConnection::take_data(const TcpSegment& segment, Instant now)
{
    if (segment.length() == 0) return;
    owes_acknowledgement_ = true;
    if (state_ != State::established) return;
    const std::int32_t ahead = distance(segment.sequence, expected_);
    if (ahead > 0) {
        keep_for_later(segment, static_cast<std::uint32_t>(ahead));
        return;
    }
    const auto known = std::min(static_cast<std::size_t>(-ahead), segment.data.size());
    append(segment.data.subspan(known), now);
    const std::int32_t early = distance(early_start_, expected_);
    if (early <= 0 && !early_.empty()) {
        append(View{early_}.subspan(std::min(static_cast<std::size_t>(-early), early_.size())),
               now);
        early_.clear();
    }
    if (segment.fin && expected_ == segment.sequence + segment.data.size()) {
        expected_ += 1;
        state_ = State::closing;
    }
}

void TcpConnection::append(View data, Instant now)
{
    const View taken = data.first(std::min<std::size_t>(data.size(), room()));
    if (taken.empty()) return;
    buffer_.insert(buffer_.end(), taken.begin(), taken.end());
    expected_ += static_cast<std::uint32_t>(taken.size());
    idle_at_ = now + limits_.idle;
}

// What follows the first gap, up to the next.
void TcpConnection::keep_for_later(const TcpSegment& segment, std::uint32_t ahead)
{
    if (ahead >= room()) return;
    const View data =
        segment.data.first(std::min<std::size_t>(segment.data.size(), room() - ahead));
    if (early_.empty()) early_start_ = segment.sequence;
    const std::int32_t known =
        distance(early_start_ + static_cast<std::uint32_t>(early_.size()), segment.sequence);
    const bool follows = known >= 0 && distance(segment.sequence, early_start_) >= 0;
    if (!follows || static_cast<std::size_t>(known) >= data.size()) return;
    const View fresh = data.subspan(static_cast<std::size_t>(known));
    early_.insert(early_.end(), fresh.begin(), fresh.end());
}

// RFC 6298, Section 2.
void TcpConnection::measure(Instant round_trip)
{
    if (smoothed_ == Instant{0}) {
        smoothed_ = round_trip;
        variance_ = round_trip / 2;
    } else {
        const Instant error =
            round_trip < smoothed_ ? smoothed_ - round_trip : round_trip - smoothed_;
        variance_ = (variance_ * 3 + error) / 4;
        smoothed_ = (smoothed_ * 7 + round_trip) / 8;
    }
    timeout_ = measured_timeout();
}

Instant TcpConnection::measured_timeout() const noexcept
{
    return std::clamp(smoothed_ + 4 * variance_, shortest_timeout, longest_timeout);
}

TcpSegment TcpConnection::segment_at(std::uint32_t sequence) const
{
    TcpSegment segment;
    segment.source_port = our_port_;
    segment.destination_port = peer_port_;
    segment.sequence = sequence;
    segment.acknowledged = expected_;
    segment.ack = true;
    segment.window =
        static_cast<std::uint16_t>(std::min<std::uint32_t>(room() >> our_scale_, 0xffffU));
    return segment;
}

void TcpConnection::emit_syn(const Emit& emit)
{
    TcpSegment segment = segment_at(unacknowledged_);
    segment.syn = true;
    segment.window = static_cast<std::uint16_t>(std::min<std::uint32_t>(room(), 0xffffU));
    segment.maximum_segment_size = offered_segment_;
    if (scaled_) segment.window_scale = our_scale_;
    shown_edge_ = expected_ + segment.window;
    emit(segment);
}

void TcpConnection::emit_acknowledgement(const Emit& emit)
{
    emit_data(next_ - unacknowledged_, 0, false, emit);
}

void TcpConnection::emit_data(std::uint32_t offset, std::size_t size, bool fin, const Emit& emit)
{
    TcpSegment segment = segment_at(unacknowledged_ + offset);
    if (size != 0) segment.data = View{buffer_}.subspan(buffer_front_ + offset, size);
    segment.fin = fin;
    shown_edge_ = expected_ + (static_cast<std::uint32_t>(segment.window) << our_scale_);
    owes_acknowledgement_ = false;
    emit(segment);
}

void TcpConnection::emit_all_that_may_go(Instant now, const Emit& emit)
{
    if (state_ != State::established && state_ != State::closing) return;
    for (;;) {
        const std::uint32_t offset = next_ - unacknowledged_;
        if (offset > buffered()) break;  // the FIN too is on its way
        const std::size_t unsent = buffered() - offset;
        const std::uint32_t window = std::min(peer_window_, congestion_window_);
        const std::size_t open = window > offset ? window - offset : 0;
        const std::size_t size = std::min({std::size_t{largest_segment_}, unsent, open});
        const bool fin = state_ == State::closing && size == unsent;
        if (size == 0 && !fin) break;
        // No small segments while the window opens by little: RFC 9293, Section 3.8.6.2.1.
        if (size < unsent && size < largest_segment_ && offset != 0) break;
        emit_data(offset, size, fin, emit);
        next_ += static_cast<std::uint32_t>(size) + (fin ? 1U : 0U);
        if (distance(next_, highest_) > 0) {
            highest_ = next_;
            if (!timed_since_) {
                timed_since_ = now;
                timed_ = next_;
            }
        }
    }
    const bool waits = highest_ != unacknowledged_ || buffered() != 0;
    if (waits && !retransmit_at_) retransmit_at_ = now + timeout_;
}

void TcpConnection::on_time(Instant now, const Emit& emit)
{
    if (now >= idle_at_) {
        reset(emit);
        return;
    }
    if (!retransmit_at_ || now < *retransmit_at_) return;
    const bool first = state_ == State::syn_received;
    if (++retransmissions_ > (first ? syn_retransmissions : limits_.retransmissions)) {
        reset(emit);
        return;
    }
    timeout_ = std::min(timeout_ * 2, longest_timeout);
    retransmit_at_ = now + timeout_;
    timed_since_.reset();  // Karn's rule
    if (first) {
        emit_syn(emit);
        return;
    }
    const std::uint32_t in_flight = highest_ - unacknowledged_;
    slow_start_threshold_ = std::max(in_flight / 2, 2U * largest_segment_);
    congestion_window_ = largest_segment_;
    next_ = unacknowledged_;
    duplicates_ = 0;
    if (peer_window_ == 0 && buffered() != 0) {
        // A probe of the closed window: RFC 9293, Section 3.8.6.1.
        emit_data(0, 1, false, emit);
        if (in_flight == 0) ++highest_;
        return;
    }
    emit_all_that_may_go(now, emit);
}

void TcpConnection::reset(const Emit& emit)
{
    TcpSegment segment = segment_at(next_);
    segment.rst = true;
    emit(segment);
    state_ = State::gone;
}

}  // namespace gateway::inside
