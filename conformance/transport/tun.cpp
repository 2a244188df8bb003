#include "transport/tun.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <net/route.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "transport/socket.h"

namespace conformance::transport {

namespace {

constexpr std::size_t longest_packet = 65'535;

[[noreturn]] void fail(const std::string& what, int error)
{
    const bool is_forbidden = error == EPERM || error == EACCES;
    throw std::runtime_error{what + " cannot be had: " + std::strerror(error) +
                             (is_forbidden ? " (that takes root, or CAP_NET_ADMIN)" : "")};
}

sockaddr generic(std::uint32_t address)
{
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_addr.s_addr = htonl(address);
    sockaddr result{};
    std::memcpy(&result, &v4, sizeof v4);
    return result;
}

ifreq request_for(const std::string& name)
{
    ifreq request{};
    name.copy(request.ifr_name, IFNAMSIZ - 1);
    return request;
}

}  // namespace

TunDevice::TunDevice(std::string name)
    : name_{std::move(name)}, descriptor_{::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC)}
{
    if (name_.empty() || name_.size() >= IFNAMSIZ ||
        name_.find_first_of("/ %") != std::string::npos) {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
        throw std::runtime_error{
            "the name of a device has 1 to 15 characters, and no space, slash or percent sign: '" +
            name_ + "'"};
    }
    if (descriptor_ < 0) {
        fail("/dev/net/tun", errno);
    }
    auto request = request_for(name_);
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (::ioctl(descriptor_, TUNSETIFF, &request) != 0) {
        const int error = errno;
        ::close(descriptor_);
        fail("the TUN device " + name_, error);
    }
}

TunDevice::~TunDevice()
{
    ::close(descriptor_);
}

void TunDevice::configure(std::uint32_t address, unsigned mtu)
{
    const Socket socket{AF_INET, SOCK_DGRAM};
    const auto set = [&](unsigned long what, ifreq& request) {
        if (::ioctl(socket.descriptor(), what, &request) != 0) {
            fail("the TUN device " + name_ + " with " + to_string({address, 32}), errno);
        }
    };
    auto request = request_for(name_);
    request.ifr_mtu = static_cast<int>(mtu);
    set(SIOCSIFMTU, request);
    request = request_for(name_);
    request.ifr_addr = generic(address);
    set(SIOCSIFADDR, request);
    request = request_for(name_);
    request.ifr_netmask = generic(0xffffffff);
    set(SIOCSIFNETMASK, request);
    request = request_for(name_);
    set(SIOCGIFFLAGS, request);
    request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
    set(SIOCSIFFLAGS, request);
}

void TunDevice::route(const Ipv4Network& network)
{
    const Socket socket{AF_INET, SOCK_DGRAM};
    rtentry entry{};
    entry.rt_dst = generic(network.address);
    entry.rt_genmask = generic(network.prefix == 0 ? 0 : 0xffffffff << (32 - network.prefix));
    entry.rt_flags = static_cast<unsigned short>(network.prefix == 32 ? RTF_UP | RTF_HOST : RTF_UP);
    entry.rt_dev = name_.data();
    if (::ioctl(socket.descriptor(), SIOCADDRT, &entry) != 0) {
        fail("a route of " + to_string(network) + " through " + name_, errno);
    }
}

std::optional<Octets> TunDevice::read()
{
    Octets packet(longest_packet);
    const auto size = ::read(descriptor_, packet.data(), packet.size());
    if (size <= 0) {
        return std::nullopt;
    }
    packet.resize(static_cast<std::size_t>(size));
    return packet;
}

// As in any router, what finds the queue full is lost.
void TunDevice::write(View packet)
{
    [[maybe_unused]] const auto written = ::write(descriptor_, packet.data(), packet.size());
}

}  // namespace conformance::transport
