#include "net/inside.h"

namespace gateway::net {
namespace {

class EchoInside : public Inside {
public:
    EchoInside(asio::io_context& io, inside::EchoHostSettings settings, Random& random,
               const Clock& clock, ToClient to_client)
        : host_(std::move(settings), random),
          timer_(io),
          clock_(clock),
          to_client_(std::move(to_client))
    {
    }

    void on_packet(View packet) override { perform(host_.on_packet(packet, clock_.now())); }

private:
    void perform(const inside::Actions& actions)
    {
        for (const Octets& packet : actions.send) {
            to_client_(packet);
        }
        if (!actions.wake) return;
        timer_.expires_at(clock_.at(*actions.wake));
        timer_.async_wait([this](const std::error_code& error) {
            if (!error) perform(host_.on_wake(clock_.now()));
        });
    }

    inside::EchoHost host_;
    asio::steady_timer timer_;
    const Clock& clock_;
    ToClient to_client_;
};

}  // namespace

std::unique_ptr<Inside> echo_inside(asio::io_context& io, inside::EchoHostSettings settings,
                                    Random& random, const Clock& clock, ToClient to_client)
{
    return std::make_unique<EchoInside>(io, std::move(settings), random, clock,
                                        std::move(to_client));
}

}  // namespace gateway::net
