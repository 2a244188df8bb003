#include "probes/ike/unprotected_errors.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t marker_octets = 4;

Octets on_its_port(const Tunnel& tunnel, View message)
{
    Octets datagram(tunnel.is_on_nat_t_port() ? marker_octets : 0, 0);
    append(datagram, message);
    return datagram;
}

}  // namespace

std::vector<Octets> unprotected_errors(const Tunnel& tunnel)
{
    std::vector<Octets> datagrams;
    for (const std::uint8_t flags : {flag_response, std::uint8_t{0}}) {
        Message message = tunnel.informational({notify(NotifyType::invalid_ike_spi)});
        if (tunnel.child()) {
            message.payloads.push_back(
                notify(NotifyType::invalid_spi, tunnel.child()->responder_spi));
        }
        message.flags = static_cast<std::uint8_t>(flag_initiator | flags);
        message.message_id = tunnel.current().next_id;
        datagrams.push_back(on_its_port(tunnel, encode(message)));
    }
    return datagrams;
}

bool is_unprotected(const Tunnel& tunnel, const Received& received)
{
    View octets{received.octets};
    if (tunnel.is_on_nat_t_port() && octets.size() >= marker_octets) {
        octets = octets.subspan(marker_octets);
    }
    const auto dissection = dissect(octets);
    const auto& message = dissection.message;
    return dissection.has_header &&
           message.exchange_type == static_cast<std::uint8_t>(ExchangeType::informational) &&
           message.initiator_spi == tunnel.current().initiator_spi &&
           message.find(PayloadType::encrypted_and_authenticated) == nullptr &&
           message.find(PayloadType::encrypted_fragment) == nullptr;
}

}  // namespace conformance::probes::ike
