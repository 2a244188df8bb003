// recvmsg and sendmsg with the local address of each datagram (ip(7), ipv6(7)): IP_PKTINFO.
#pragma once

#include <cstdint>
#include <optional>

#include "base/endpoint.h"

namespace gateway::net {

struct Received {
    Path path;
    std::size_t size = 0;
};

// Nothing if there is no datagram to be read now.
[[nodiscard]] std::optional<Received> receive_with_path(int socket, std::uint16_t local_port,
                                                        std::span<std::uint8_t> buffer);
// What the system cannot send now is lost, as datagrams may be.
void send_along_path(int socket, const Path& path, View octets);
// The same for several datagrams one behind the other, all of this size but the last, which may be
// shorter: UDP_SEGMENT, udp(7). False where the system cannot send them so.
[[nodiscard]] bool send_together_along_path(int socket, const Path& path, View octets,
                                            std::uint16_t each);

}  // namespace gateway::net
