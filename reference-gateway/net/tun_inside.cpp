#include <unistd.h>

#include "net/inside.h"
#include "net/tun_device.h"

namespace gateway::net {
namespace {

constexpr std::size_t largest_packet = 65535;
constexpr int packets_per_turn = 64;

class TunInside : public Inside {
public:
    TunInside(asio::io_context& io, const policy::Inside& settings,
              const std::vector<Network>& pool, ToClient to_client)
        : device_(io, open_tun_device(settings.device, settings.mtu)),
          to_client_(std::move(to_client)),
          buffer_(largest_packet)
    {
        for (const Network& network : pool) {
            route_through(settings.device, network);
        }
        wait();
    }

    // Like any router's, this one's queue may be full: the packet is lost.
    void on_packet(View packet) override
    {
        [[maybe_unused]] const auto written =
            ::write(device_.native_handle(), packet.data(), packet.size());
    }

private:
    void wait()
    {
        device_.async_wait(asio::posix::descriptor_base::wait_read,
                           [this](const std::error_code& error) {
                               if (error) return;
                               for (int i = 0; i < packets_per_turn && read_one(); ++i) {
                               }
                               wait();
                           });
    }

    bool read_one()
    {
        const auto size = ::read(device_.native_handle(), buffer_.data(), buffer_.size());
        if (size <= 0) return false;
        to_client_(View{buffer_}.first(static_cast<std::size_t>(size)));
        return true;
    }

    asio::posix::stream_descriptor device_;
    ToClient to_client_;
    Octets buffer_;
};

}  // namespace

std::unique_ptr<Inside> tun_inside(asio::io_context& io, const policy::Inside& settings,
                                   const std::vector<Network>& pool, ToClient to_client)
{
    return std::make_unique<TunInside>(io, settings, pool, std::move(to_client));
}

}  // namespace gateway::net
