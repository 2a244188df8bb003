#include "ike/mobike.h"

#include <algorithm>

#include "ike/nat_detection.h"

namespace gateway::ike {
namespace {

// As the peer sees it: Section 4.2.6.
Octets addresses_of(const Path& path)
{
    Writer out;
    out.octets(path.peer.address);
    out.octets(path.local.address);
    out.u16(path.peer.port);
    out.u16(path.local.port);
    return out.take();
}

}  // namespace

bool forbids_the_nat(const Chain& chain, const Path& path)
{
    const auto told = notify_of(chain, NotifyType::no_nats_allowed);
    return told && !std::ranges::equal(told->data, addresses_of(path));
}

std::vector<Payload> nat_detection_of(const Response& message, const Path& path)
{
    const auto hash_of = [&](const Endpoint& endpoint) {
        return nat_detection_hash(message.initiator_spi, message.responder_spi, endpoint);
    };
    return {Notify{NotifyType::nat_detection_source_ip, hash_of(path.local)},
            Notify{NotifyType::nat_detection_destination_ip, hash_of(path.peer)}};
}

}  // namespace gateway::ike
