#include "net/packet_info.h"

#include <netinet/in.h>
#include <netinet/udp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace gateway::net {
namespace {

using Ancillary = std::array<std::uint8_t, 256>;

Octets octets_of(const void* address, std::size_t size)
{
    Octets octets(size);
    std::memcpy(octets.data(), address, size);
    return octets;
}

Endpoint peer_of(const sockaddr_storage& storage)
{
    if (storage.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &storage, sizeof v4);
        return {octets_of(&v4.sin_addr, sizeof v4.sin_addr), ntohs(v4.sin_port)};
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &storage, sizeof v6);
    return {octets_of(&v6.sin6_addr, sizeof v6.sin6_addr), ntohs(v6.sin6_port)};
}

Octets local_address_of(msghdr& message)
{
    for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_PKTINFO) {
            in_pktinfo info{};
            std::memcpy(&info, CMSG_DATA(header), sizeof info);
            return octets_of(&info.ipi_addr, sizeof info.ipi_addr);
        }
        if (header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == IPV6_PKTINFO) {
            in6_pktinfo info{};
            std::memcpy(&info, CMSG_DATA(header), sizeof info);
            return octets_of(&info.ipi6_addr, sizeof info.ipi6_addr);
        }
    }
    return {};
}

socklen_t set_peer(sockaddr_storage& storage, const Endpoint& peer)
{
    if (peer.address.size() == 4) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(peer.port);
        std::memcpy(&v4.sin_addr, peer.address.data(), sizeof v4.sin_addr);
        std::memcpy(&storage, &v4, sizeof v4);
        return sizeof v4;
    }
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(peer.port);
    std::memcpy(&v6.sin6_addr, peer.address.data(), sizeof v6.sin6_addr);
    std::memcpy(&storage, &v6, sizeof v6);
    return sizeof v6;
}

// A message to be sent; what it points to outlives it.
class Outgoing {
public:
    Outgoing(const Path& path, View octets)
        : content_{const_cast<std::uint8_t*>(octets.data()), octets.size()}
    {
        message_.msg_name = &peer_;
        message_.msg_namelen = set_peer(peer_, path.peer);
        message_.msg_iov = &content_;
        message_.msg_iovlen = 1;
        message_.msg_control = ancillary_.data();
        leave_from(path.local.address);
    }
    Outgoing(const Outgoing&) = delete;
    Outgoing& operator=(const Outgoing&) = delete;

    template <typename Value>
    void tell(int level, int type, const Value& value)
    {
        cmsghdr header{};
        header.cmsg_level = level;
        header.cmsg_type = type;
        header.cmsg_len = CMSG_LEN(sizeof value);
        std::uint8_t* at = ancillary_.data() + message_.msg_controllen;
        std::memcpy(at, &header, sizeof header);
        std::memcpy(at + CMSG_LEN(0), &value, sizeof value);
        message_.msg_controllen += CMSG_SPACE(sizeof value);
    }

    [[nodiscard]] bool send(int socket) const
    {
        return sendmsg(socket, &message_, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
    }

private:
    void leave_from(const Octets& address)
    {
        if (address.size() == 4) {
            in_pktinfo info{};
            std::memcpy(&info.ipi_spec_dst, address.data(), sizeof info.ipi_spec_dst);
            tell(IPPROTO_IP, IP_PKTINFO, info);
        } else if (address.size() == 16) {
            in6_pktinfo info{};
            std::memcpy(&info.ipi6_addr, address.data(), sizeof info.ipi6_addr);
            tell(IPPROTO_IPV6, IPV6_PKTINFO, info);
        }
    }

    sockaddr_storage peer_{};
    alignas(cmsghdr) Ancillary ancillary_{};
    iovec content_;
    msghdr message_{};
};

}  // namespace

std::optional<Received> receive_with_path(int socket, std::uint16_t local_port,
                                          std::span<std::uint8_t> buffer)
{
    sockaddr_storage peer{};
    alignas(cmsghdr) Ancillary ancillary{};
    iovec content{buffer.data(), buffer.size()};
    msghdr message{};
    message.msg_name = &peer;
    message.msg_namelen = sizeof peer;
    message.msg_iov = &content;
    message.msg_iovlen = 1;
    message.msg_control = ancillary.data();
    message.msg_controllen = ancillary.size();
    const ssize_t size = recvmsg(socket, &message, MSG_DONTWAIT);
    if (size < 0) return std::nullopt;
    return Received{{{local_address_of(message), local_port}, peer_of(peer)},
                    static_cast<std::size_t>(size)};
}

void send_along_path(int socket, const Path& path, View octets)
{
    static_cast<void>(Outgoing{path, octets}.send(socket));
}

bool send_together_along_path(int socket, const Path& path, View octets, std::uint16_t each)
{
    Outgoing outgoing{path, octets};
    outgoing.tell(IPPROTO_UDP, UDP_SEGMENT, each);
    // Where the queue is full all are lost, as one alone would be.
    return outgoing.send(socket) || errno == EAGAIN || errno == ENOBUFS;
}

}  // namespace gateway::net
