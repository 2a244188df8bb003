#include <arpa/inet.h>

#include <array>

#include "crypto/digest.h"
#include "peers/ike/initiator.h"

namespace conformance::peers::ike {

namespace {

Octets address_octets(const std::string& address)
{
    std::array<std::uint8_t, 16> octets{};
    if (::inet_pton(AF_INET, address.c_str(), octets.data()) == 1) {
        return {octets.begin(), octets.begin() + 4};
    }
    if (::inet_pton(AF_INET6, address.c_str(), octets.data()) == 1) {
        return {octets.begin(), octets.end()};
    }
    return {};
}

}  // namespace

Octets nat_detection_hash(std::uint64_t initiator_spi, std::uint64_t responder_spi, const Endpoint& endpoint)
{
    wire::Writer input;
    input.u64("SPIi", initiator_spi);
    input.u64("SPIr", responder_spi);
    input.rest("address", address_octets(endpoint.address));
    input.u16("port", endpoint.port);
    return crypto::sha1(input.take());
}

}  // namespace conformance::peers::ike
