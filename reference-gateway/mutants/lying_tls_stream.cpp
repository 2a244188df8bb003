#include "mutants/lying_tls_stream.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

constexpr std::size_t record_header = 5;
constexpr std::size_t longest_fragment = 16384 + 2048;
constexpr std::size_t handshake_header = 4;

void drop(Octets& octets, std::size_t count)
{
    octets.erase(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace

LyingStream::LyingStream(const StreamCoreFactory& inner, Peer peer)
    : make_inner_(inner), peer_(std::move(peer))
{
}

StreamActions LyingStream::start(Instant now)
{
    deadline_ = now + tls::handshake_patience;
    StreamActions actions;
    actions.wake = deadline_;
    return actions;
}

StreamActions LyingStream::on_octets(View octets, Instant now)
{
    StreamActions actions;
    heard_.insert(heard_.end(), octets.begin(), octets.end());
    while (!closed_ && heard_.size() >= record_header) {
        Cursor cursor{heard_};
        const std::uint8_t type = cursor.u8();
        cursor.skip(2);
        const std::size_t length = cursor.u16();
        if (length > longest_fragment) {
            die(alert::unexpected_message, actions);
            break;
        }
        if (cursor.remaining() < length) break;
        const Octets fragment = copy_of(cursor.take(length));
        drop(heard_, record_header + length);
        take_record(type, fragment, actions, now);
    }
    if (!closed_) actions.wake = is_established() ? inner_wake_ : deadline_;
    return actions;
}

void LyingStream::gather(View handshake)
{
    messages_.insert(messages_.end(), handshake.begin(), handshake.end());
}

std::optional<Octets> LyingStream::next_message()
{
    if (closed_ || messages_.size() < handshake_header) return std::nullopt;
    Cursor cursor{messages_};
    cursor.skip(1);
    const std::size_t length = cursor.u24();
    if (cursor.remaining() < length) return std::nullopt;
    Octets message = copy_of(View{messages_}.first(handshake_header + length));
    drop(messages_, message.size());
    return message;
}

void LyingStream::establish(StreamActions& actions, Instant now)
{
    inner_ = make_inner_(peer_);
    perform(inner_->start(now), actions);
}

void LyingStream::hand_inside(View plain, StreamActions& actions, Instant now)
{
    perform(inner_->on_octets(plain, now), actions);
}

void LyingStream::perform(StreamActions inner, StreamActions& actions)
{
    if (!inner.send.empty()) say(content::application_data, inner.send, actions);
    std::ranges::move(inner.events, std::back_inserter(actions.events));
    inner_wake_ = inner.wake;
    if (inner.close) {
        reply({content::alert, {alert::warning, alert::close_notify}, true}, actions);
    }
}

void LyingStream::reply(const Reply& reply, StreamActions& actions)
{
    if (!reply.content.empty()) say(reply.type, reply.content, actions);
    if (reply.close) close(actions);
}

void LyingStream::die(std::uint8_t alert, StreamActions& actions)
{
    reply({content::alert, {alert::fatal, alert}, true}, actions);
}

void LyingStream::close(StreamActions& actions)
{
    actions.close = true;
    closed_ = true;
}

StreamActions LyingStream::on_wake(Instant now)
{
    StreamActions actions;
    if (closed_) return actions;
    if (inner_ != nullptr) {
        perform(inner_->on_wake(now), actions);
        if (!closed_) actions.wake = inner_wake_;
    } else if (now >= deadline_) {
        close(actions);
    } else {
        actions.wake = deadline_;
    }
    return actions;
}

StreamActions LyingStream::on_end(Instant now)
{
    StreamActions actions;
    if (inner_ != nullptr && !closed_) {
        StreamActions last = inner_->on_end(now);
        std::ranges::move(last.events, std::back_inserter(actions.events));
    }
    close(actions);
    return actions;
}

}  // namespace gateway::mutants
