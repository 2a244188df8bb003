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

bool is_behind_nat(const Header& header, View message, const Endpoint& local)
{
    const auto chain = split(header.first_payload, message.subspan(header_size));
    if (!chain) return false;
    const auto told = notify_of(*chain, NotifyType::nat_detection_destination_ip);
    return told && !std::ranges::equal(told->data,
                                       nat_detection_hash(header.initiator_spi,
                                                          header.responder_spi, local));
}

}  // namespace gateway::ike
