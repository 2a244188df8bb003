#include "tls/tls_stream.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "tls/tls_listener.h"

namespace gateway::tls {
namespace {

std::string to_text(const Peer& peer)
{
    const bool v6 = peer.address.find(':') != std::string::npos;
    return (v6 ? '[' + peer.address + ']' : peer.address) + ':' + std::to_string(peer.port);
}

std::string to_text(std::optional<std::uint8_t> alert)
{
    return alert ? std::to_string(*alert) : "none";
}

}  // namespace

TlsStream::TlsStream(const crypto::TlsContext& context, const StreamCoreFactory& inner,
                     const Peer& peer)
    : session_(context), make_inner_(inner), peer_(peer)
{
}

StreamActions TlsStream::start(Instant now)
{
    handshake_deadline_ = now + handshake_patience;
    StreamActions actions;
    actions.wake = handshake_deadline_;
    return actions;
}

StreamActions TlsStream::on_octets(View octets, Instant now)
{
    StreamActions actions;
    if (closed_) return actions;
    crypto::TlsProgress progress = session_.feed(octets);
    actions.send = std::move(progress.send);
    if (!session_.shook_hands()) {
        actions.wake = handshake_deadline_;
        if (session_.state() != crypto::TlsState::handshaking) refuse(actions);
        return actions;
    }
    if (inner_ == nullptr) establish(actions, now);
    if (!closed_ && !progress.received.empty()) {
        perform(inner_->on_octets(progress.received, now), actions);
    }
    if (!closed_ && session_.state() != crypto::TlsState::established) end_inner(actions, now);
    if (!closed_) actions.wake = inner_wake_;
    return actions;
}

void TlsStream::establish(StreamActions& actions, Instant now)
{
    Event established = event("established");
    established.words.emplace_back("version", session_.version());
    established.words.emplace_back("suite", session_.suite());
    if (!session_.group().empty()) established.words.emplace_back("group", session_.group());
    actions.events.push_back(std::move(established));
    inner_ = make_inner_(peer_);
    perform(inner_->start(now), actions);
}

void TlsStream::perform(StreamActions inner, StreamActions& actions)
{
    const Octets protected_octets = session_.protect(inner.send);
    actions.send.insert(actions.send.end(), protected_octets.begin(), protected_octets.end());
    std::ranges::move(inner.events, std::back_inserter(actions.events));
    inner_wake_ = inner.wake;
    if (inner.close) finish(actions);
}

void TlsStream::finish(StreamActions& actions)
{
    const Octets farewell = session_.close();
    actions.send.insert(actions.send.end(), farewell.begin(), farewell.end());
    hang_up(actions);
}

void TlsStream::hang_up(StreamActions& actions)
{
    actions.close = true;
    actions.wake.reset();
    closed_ = true;
}

// The peer has ended the session, or broken it. RFC 5246, 7.2.1: close_notify is answered with
// close_notify, and whatever was still to be sent is dropped.
void TlsStream::end_inner(StreamActions& actions, Instant now)
{
    if (session_.state() == crypto::TlsState::failed) {
        actions.events.push_back(failure_event("broken"));
    }
    StreamActions last = inner_->on_end(now);
    std::ranges::move(last.events, std::back_inserter(actions.events));
    finish(actions);
}

void TlsStream::refuse(StreamActions& actions)
{
    actions.events.push_back(failure_event("refused"));
    hang_up(actions);
}

StreamActions TlsStream::on_wake(Instant now)
{
    StreamActions actions;
    if (closed_) return actions;
    if (inner_ != nullptr) {
        perform(inner_->on_wake(now), actions);
        if (!closed_) actions.wake = inner_wake_;
    } else if (now >= handshake_deadline_) {
        actions.events.push_back(event("timed-out"));
        hang_up(actions);
    } else {
        actions.wake = handshake_deadline_;
    }
    return actions;
}

StreamActions TlsStream::on_end(Instant now)
{
    StreamActions actions;
    if (closed_) return actions;
    if (inner_ == nullptr) {
        actions.events.push_back(event("abandoned"));
        hang_up(actions);
    } else {
        end_inner(actions, now);
    }
    return actions;
}

Event TlsStream::event(const std::string& outcome) const
{
    return {"tls", {{"peer", to_text(peer_)}, {"outcome", outcome}}};
}

Event TlsStream::failure_event(const std::string& outcome) const
{
    const bool by_peer = !session_.alert_sent() && session_.alert_received();
    Event failure = event(by_peer ? outcome + "-by-peer" : outcome);
    failure.words.emplace_back(
        "alert", to_text(by_peer ? session_.alert_received() : session_.alert_sent()));
    failure.words.emplace_back("reason", session_.failure());
    return failure;
}

}  // namespace gateway::tls
