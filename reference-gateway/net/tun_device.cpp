#include "net/tun_device.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace gateway::net {
namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor()
    {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int get() const noexcept { return number_; }
    [[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }

private:
    int number_;
};

[[noreturn]] void fail(const std::string& what, int error)
{
    const bool is_forbidden = error == EPERM || error == EACCES;
    throw std::runtime_error(what + " cannot be had: " + std::strerror(error) +
                             (is_forbidden ? " (mode = \"tun\" needs CAP_NET_ADMIN)" : ""));
}

ifreq request_for(const std::string& device)
{
    ifreq request{};
    device.copy(request.ifr_name, IFNAMSIZ - 1);
    return request;
}

void bring_up(const std::string& device, std::uint16_t mtu)
{
    const Descriptor socket{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    ifreq request = request_for(device);
    request.ifr_mtu = mtu;
    if (ioctl(socket.get(), SIOCSIFMTU, &request) != 0) fail("The MTU of " + device, errno);
    request = request_for(device);
    if (ioctl(socket.get(), SIOCGIFFLAGS, &request) != 0) fail(device, errno);
    request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
    if (ioctl(socket.get(), SIOCSIFFLAGS, &request) != 0) fail(device, errno);
}

// A request of rtnetlink(7): headers and attributes, each at a multiple of four octets.
class RouteRequest {
public:
    explicit RouteRequest(const Network& network)
    {
        nlmsghdr header{};
        header.nlmsg_type = RTM_NEWROUTE;
        header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
        rtmsg route{};
        route.rtm_family = network.address.size() == sizeof(in_addr) ? AF_INET : AF_INET6;
        route.rtm_dst_len = static_cast<unsigned char>(network.prefix_length);
        route.rtm_table = RT_TABLE_MAIN;
        route.rtm_protocol = RTPROT_STATIC;
        route.rtm_scope = RT_SCOPE_LINK;
        route.rtm_type = RTN_UNICAST;
        append(&header, sizeof header);
        append(&route, sizeof route);
    }

    void add(unsigned short type, const void* data, std::size_t size)
    {
        rtattr attribute{};
        attribute.rta_type = type;
        attribute.rta_len = static_cast<unsigned short>(RTA_LENGTH(size));
        append(&attribute, sizeof attribute);
        append(data, size);
    }

    [[nodiscard]] const Octets& finish()
    {
        const auto size = static_cast<std::uint32_t>(octets_.size());
        std::memcpy(octets_.data() + offsetof(nlmsghdr, nlmsg_len), &size, sizeof size);
        return octets_;
    }

private:
    void append(const void* data, std::size_t size)
    {
        const auto* begin = static_cast<const std::uint8_t*>(data);
        octets_.insert(octets_.end(), begin, begin + size);
        octets_.resize(NLMSG_ALIGN(octets_.size()));
    }

    Octets octets_;
};

// The kernel's answer: 0, or why not.
int error_in(const Descriptor& socket)
{
    std::array<std::uint8_t, 4096> answer{};
    const auto size = recv(socket.get(), answer.data(), answer.size(), 0);
    if (size < 0) return errno;
    nlmsghdr header{};
    nlmsgerr error{};
    if (static_cast<std::size_t>(size) < sizeof header + sizeof error) return EPROTO;
    std::memcpy(&header, answer.data(), sizeof header);
    std::memcpy(&error, answer.data() + NLMSG_HDRLEN, sizeof error);
    return header.nlmsg_type == NLMSG_ERROR ? -error.error : EPROTO;
}

std::string text_of(const Network& network)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(network.address.size() == sizeof(in_addr) ? AF_INET : AF_INET6,
              network.address.data(), text.data(), text.size());
    return std::string{text.data()} + "/" + std::to_string(network.prefix_length);
}

}  // namespace

int open_tun_device(const std::string& name, std::uint16_t mtu)
{
    Descriptor device{open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC)};
    if (device.get() < 0) fail("/dev/net/tun", errno);
    ifreq request = request_for(name);
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (ioctl(device.get(), TUNSETIFF, &request) != 0) fail("The TUN device " + name, errno);
    bring_up(name, mtu);
    return device.release();
}

void route_through(const std::string& device, const Network& network)
{
    const std::string what = "A route of " + text_of(network) + " through " + device;
    const Descriptor socket{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)};
    if (socket.get() < 0) fail(what, errno);
    const unsigned index = if_nametoindex(device.c_str());
    RouteRequest request{network};
    request.add(RTA_DST, network.address.data(), network.address.size());
    request.add(RTA_OIF, &index, sizeof index);
    const Octets& octets = request.finish();
    if (send(socket.get(), octets.data(), octets.size(), 0) < 0) fail(what, errno);
    if (const int error = error_in(socket)) fail(what, error);
}

}  // namespace gateway::net
