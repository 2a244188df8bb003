// One SSTP connection, above TLS: the HTTP request, then the messages. So far every call is refused
// with Call Abort ([MS-SSTP] 3.1.5.1): PPP, which a call would carry, is not there.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/stream.h"
#include "sstp/duplex_post.h"
#include "sstp/http_request.h"
#include "sstp/packet.h"

namespace gateway::sstp {

inline constexpr Instant http_patience = std::chrono::seconds{60};
inline constexpr Instant negotiation_patience = std::chrono::seconds{60};  // 3.3.2.1
inline constexpr Instant abort_patience_1 = std::chrono::seconds{3};       // 3.1.2.1
inline constexpr Instant abort_patience_2 = std::chrono::seconds{1};

class SstpStream final : public StreamCore {
public:
    explicit SstpStream(Peer peer) : peer_(std::move(peer)) {}

    StreamActions start(Instant now) override;
    StreamActions on_octets(View octets, Instant now) override;
    StreamActions on_wake(Instant now) override;
    StreamActions on_end(Instant now) override;

private:
    enum class State : std::uint8_t {
        request_awaited,             // HTTP
        connect_request_pending,     // Server_Connect_Request_Pending
        call_abort_in_progress,      // ours is sent, the peer's awaited
        call_abort_timeout_pending,  // both are sent; the peer may close first
        closed,
    };

    View read_request(View octets, StreamActions& actions, Instant now);
    View read_packet(View octets, StreamActions& actions, Instant now);
    void on_packet(const PacketHeader& header, StreamActions& actions, Instant now);
    void on_message(std::optional<MessageType> type, StreamActions& actions, Instant now);
    void open_stream(StreamActions& actions, Instant now);
    void refuse_request(HttpStatus status, StreamActions& actions);
    void abort(AttributeId attribute, Status status, const std::string& reason,
               StreamActions& actions, Instant now);
    void close(StreamActions& actions);
    [[nodiscard]] Event event(const std::string& outcome) const;

    Peer peer_;
    State state_ = State::request_awaited;
    Instant deadline_{};
    HttpRequestReader reader_;
    Octets packet_;
    std::size_t packet_size_ = packet_header_size;  // as far as is known
};

[[nodiscard]] StreamCoreFactory sstp_listener();

}  // namespace gateway::sstp
