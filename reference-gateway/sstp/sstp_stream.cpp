#include "sstp/sstp_stream.h"

#include <algorithm>
#include <utility>

namespace gateway::sstp {
namespace {

std::string to_text(const Peer& peer)
{
    const bool v6 = peer.address.find(':') != std::string::npos;
    return (v6 ? '[' + peer.address + ']' : peer.address) + ':' + std::to_string(peer.port);
}

}  // namespace

StreamActions SstpStream::start(Instant now)
{
    StreamActions actions;
    deadline_ = now + http_patience;
    actions.wake = deadline_;
    return actions;
}

StreamActions SstpStream::on_octets(View octets, Instant now)
{
    StreamActions actions;
    while (!octets.empty() && state_ != State::closed) {
        octets = state_ == State::request_awaited ? read_request(octets, actions, now)
                                                  : read_packet(octets, actions, now);
    }
    if (state_ != State::closed) actions.wake = deadline_;
    return actions;
}

View SstpStream::read_request(View octets, StreamActions& actions, Instant now)
{
    switch (reader_.feed(octets)) {
        case HttpReading::unfinished:
            break;
        case HttpReading::too_large:
            refuse_request(HttpStatus::header_fields_too_large, actions);
            break;
        case HttpReading::malformed:
            refuse_request(HttpStatus::bad_request, actions);
            break;
        case HttpReading::complete: {
            const HttpStatus status = judge(reader_.request());
            if (status == HttpStatus::ok) {
                open_stream(actions, now);
            } else {
                refuse_request(status, actions);
            }
        }
    }
    return octets.subspan(reader_.used());
}

void SstpStream::open_stream(StreamActions& actions, Instant now)
{
    const std::string head = response_head(HttpStatus::ok);
    actions.send.insert(actions.send.end(), head.begin(), head.end());
    Event opened = event("opened");
    if (const auto correlation = reader_.request().field("sstpcorrelationid")) {
        opened.words.emplace_back("correlation", *correlation);
    }
    actions.events.push_back(std::move(opened));
    state_ = State::connect_request_pending;
    deadline_ = now + negotiation_patience;
}

void SstpStream::refuse_request(HttpStatus status, StreamActions& actions)
{
    const std::string head = response_head(status);
    actions.send.insert(actions.send.end(), head.begin(), head.end());
    Event refused = event("refused");
    refused.words.emplace_back("status", std::to_string(static_cast<unsigned>(status)));
    actions.events.push_back(std::move(refused));
    close(actions);
}

// Gathers one packet, however the stream was cut: its header first, then what the header announces.
View SstpStream::read_packet(View octets, StreamActions& actions, Instant now)
{
    const View taken = octets.first(std::min(packet_size_ - packet_.size(), octets.size()));
    packet_.insert(packet_.end(), taken.begin(), taken.end());
    if (packet_.size() == packet_size_) {
        const auto header = parse_packet_header(packet_);
        if (!header) {
            actions.events.push_back(event("not-sstp"));
            close(actions);
        } else if (packet_.size() < header->length) {
            packet_size_ = header->length;
        } else {
            on_packet(*header, actions, now);
            packet_.clear();
            packet_size_ = packet_header_size;
        }
    }
    return octets.subspan(taken.size());
}

// Data packets before Call_Connected are dropped ([MS-SSTP] 3.3.7.2).
void SstpStream::on_packet(const PacketHeader& header, StreamActions& actions, Instant now)
{
    if (!header.control) return;
    on_message(parse_control_message(packet_), actions, now);
}

void SstpStream::on_message(std::optional<MessageType> type, StreamActions& actions, Instant now)
{
    if (state_ == State::connect_request_pending) {
        if (!type) {
            abort(AttributeId::no_error, Status::invalid_frame_received, "invalid-message", actions,
                  now);
        } else if (*type == MessageType::call_connect_request) {
            abort(AttributeId::encapsulated_protocol_id, Status::value_not_supported,
                  "sstp-calls-not-supported-yet", actions, now);
        } else {
            abort(AttributeId::no_error, Status::unaccepted_frame_received, "unexpected-message",
                  actions, now);
        }
    } else if (state_ == State::call_abort_in_progress && type == MessageType::call_abort) {
        state_ = State::call_abort_timeout_pending;
        deadline_ = now + abort_patience_2;
    }
}

void SstpStream::abort(AttributeId attribute, Status status, const std::string& reason,
                       StreamActions& actions, Instant now)
{
    const Octets message = call_abort(attribute, status);
    actions.send.insert(actions.send.end(), message.begin(), message.end());
    Event aborted = event("aborted");
    aborted.words.emplace_back("reason", reason);
    actions.events.push_back(std::move(aborted));
    state_ = State::call_abort_in_progress;
    deadline_ = now + abort_patience_1;
}

StreamActions SstpStream::on_wake(Instant now)
{
    StreamActions actions;
    if (state_ == State::closed) return actions;
    if (now < deadline_) {
        actions.wake = deadline_;
        return actions;
    }
    if (state_ == State::connect_request_pending) {
        abort(AttributeId::no_error, Status::negotiation_timeout, "timed-out", actions, now);
        actions.wake = deadline_;
        return actions;
    }
    if (state_ == State::request_awaited) actions.events.push_back(event("timed-out"));
    close(actions);
    return actions;
}

StreamActions SstpStream::on_end(Instant /*now*/)
{
    StreamActions actions;
    if (state_ == State::closed) return actions;
    actions.events.push_back(event("ended-by-peer"));
    close(actions);
    return actions;
}

void SstpStream::close(StreamActions& actions)
{
    state_ = State::closed;
    actions.close = true;
}

Event SstpStream::event(const std::string& outcome) const
{
    return {"sstp", {{"peer", to_text(peer_)}, {"outcome", outcome}}};
}

StreamCoreFactory sstp_listener()
{
    return [](const Peer& peer) { return std::make_unique<SstpStream>(peer); };
}

}  // namespace gateway::sstp
