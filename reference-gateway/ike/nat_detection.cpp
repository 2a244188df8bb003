#include "ike/nat_detection.h"

#include "crypto/hash.h"

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

}  // namespace gateway::ike
