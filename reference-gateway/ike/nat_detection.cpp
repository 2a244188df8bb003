#include "ike/nat_detection.h"

#include <algorithm>

#include "crypto/hash.h"
#include "ike/notify_payload.h"

namespace gateway::ike {

Octets nat_detection_hash(std::uint64_t initiator_spi, std::uint64_t responder_spi,
                          const Endpoint& endpoint)
{
    Writer out;
    out.u64(initiator_spi);
    out.u64(responder_spi);
    out.octets(endpoint.address);
    out.u16(endpoint.port);
    return crypto::digest(crypto::Hash::sha1, out.view());
}

std::optional<Nat> nat_seen(const Chain& chain, std::uint64_t initiator_spi,
                            std::uint64_t responder_spi, const Path& path)
{
    const auto notifies = notifies_of(chain);
    const auto tells = [&](NotifyType type) {
        return std::ranges::any_of(notifies, [&](const auto& each) { return each.is(type); });
    };
    const auto tells_of = [&](NotifyType type, const Endpoint& endpoint) {
        const Octets hash = nat_detection_hash(initiator_spi, responder_spi, endpoint);
        return std::ranges::any_of(notifies, [&](const auto& each) {
            return each.is(type) && std::ranges::equal(each.data, hash);
        });
    };
    constexpr auto source = NotifyType::nat_detection_source_ip;
    constexpr auto destination = NotifyType::nat_detection_destination_ip;
    if (!tells(source) && !tells(destination)) return std::nullopt;
    return Nat{tells(destination) && !tells_of(destination, path.local),
               tells(source) && !tells_of(source, path.peer)};
}

}  // namespace gateway::ike
