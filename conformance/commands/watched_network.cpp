#include "commands/watched_network.h"

#include <algorithm>
#include <csignal>

namespace conformance::commands {

namespace {

using namespace std::chrono_literals;

constexpr Duration longest_wait = 100ms;  // for a signal
constexpr Duration longest_end = 10s;     // of what is to be brought to its end after one

volatile std::sig_atomic_t signalled = 0;

}  // namespace

void heed_signals()
{
    for (const int number : {SIGINT, SIGTERM}) {
        std::signal(number, [](int) { signalled = 1; });
    }
}

bool is_signalled()
{
    return signalled != 0;
}

class WatchedNetwork::Watched : public transport::UdpLink {
public:
    Watched(WatchedNetwork& network, const Endpoint& remote)
        : UdpLink{remote, network.pacer_}, network_{network}
    {
    }

    [[nodiscard]] Received receive(Duration patience) override
    {
        const auto deadline = network_.now() + patience;
        for (;;) {
            const auto left = std::max(deadline - network_.now(), Duration::zero());
            auto received = UdpLink::receive(std::min(left, longest_wait));
            if (received.kind != Received::Kind::silence || left <= longest_wait) {
                return received;
            }
            network_.look_for_a_signal();
        }
    }

private:
    WatchedNetwork& network_;
};

std::unique_ptr<Link> WatchedNetwork::open(Transport transport, const Endpoint& remote,
                                           Duration patience)
{
    if (transport != Transport::udp) {
        return live_.open(transport, remote, patience);
    }
    auto link = std::make_unique<Watched>(*this, remote);
    link_ = link.get();
    return link;
}

void WatchedNetwork::look_for_a_signal()
{
    if (!is_signalled()) {
        return;
    }
    if (!signalled_) {
        signalled_ = now();
    }
    if (!is_to_end_ || now() - *signalled_ >= longest_end) {
        throw Interrupted{};
    }
}

}  // namespace conformance::commands
