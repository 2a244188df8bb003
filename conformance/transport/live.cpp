#include "transport/live.h"

#include <thread>

#include "transport/tcp.h"
#include "transport/udp.h"

namespace conformance::transport {

std::unique_ptr<Link> LiveNetwork::open(Transport transport, const Endpoint& remote, Duration patience)
{
    if (transport == Transport::udp) { return std::make_unique<UdpLink>(remote, pacer_); }
    return std::make_unique<TcpLink>(remote, patience, pacer_);
}

void LiveNetwork::pause(Duration duration) { std::this_thread::sleep_for(duration); }

Instant LiveNetwork::now() const
{
    return std::chrono::duration_cast<Instant>(std::chrono::steady_clock::now() - start_);
}

}  // namespace conformance::transport
