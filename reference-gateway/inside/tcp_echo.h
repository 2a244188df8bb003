// The TCP echo service, RFC 862: the connections of all clients, within bounds that no client can
// push.
#pragma once

#include <array>
#include <map>
#include <vector>

#include "base/random.h"
#include "inside/ip_packet.h"
#include "inside/tcp_connection.h"

namespace gateway::inside {

struct TcpEchoLimits {
    TcpLimits connection;
    std::size_t connections = 256;  // each keeps up to four times its buffer while it is full
    std::size_t connections_of_one_client = 32;
};

class TcpEcho {
public:
    TcpEcho(const TcpEchoLimits& limits, std::uint16_t mtu, Random& random)
        : limits_(limits), mtu_(mtu), random_(random)
    {
    }

    // The packet's checksum has been found right.
    void on_packet(const IpPacket& packet, Instant now, std::vector<Octets>& send);
    void on_wake(Instant now, std::vector<Octets>& send);

    [[nodiscard]] std::optional<Instant> wake() const noexcept { return wake_; }
    [[nodiscard]] std::size_t connections() const noexcept { return connections_.size(); }

private:
    struct Ends {
        std::array<std::uint8_t, 16> client{};
        std::array<std::uint8_t, 16> server{};
        std::uint16_t client_port = 0;
        bool ipv4 = false;

        Ends(const IpPacket& packet, std::uint16_t port);
        [[nodiscard]] View client_address() const noexcept;
        [[nodiscard]] View server_address() const noexcept;
        friend auto operator<=>(const Ends&, const Ends&) = default;
    };
    using Connections = std::map<Ends, TcpConnection>;

    void accept(const Ends& ends, const TcpSegment& segment, Instant now,
                std::vector<Octets>& send);
    void settle(Connections::iterator connection);
    [[nodiscard]] bool is_full_for(const Ends& ends) const;
    [[nodiscard]] std::uint32_t initial_sequence();

    TcpEchoLimits limits_;
    std::uint16_t mtu_;
    Random& random_;
    Connections connections_;
    std::optional<Instant> wake_;  // no later than the earliest of the connections
};

}  // namespace gateway::inside
