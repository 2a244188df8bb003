#include "probes/esp/ping.h"

#include "core/probe.h"

namespace conformance::probes::esp {

using namespace wire::ike;

Ping ping_through(peers::esp::Traffic& traffic, const Way& way, wire::ip::Echo echo)
{
    wire::ip::Ipv4 packet;
    packet.identification = echo.sequence;
    packet.source = way.source;
    packet.destination = way.destination;
    packet.payload = encode(echo);
    return {traffic.next(encode(packet)), std::move(echo)};
}

bool is_answer(const peers::esp::Arrival& arrival, const Ping& ping)
{
    const auto packet = wire::ip::decode_ipv4(arrival.content.payload);
    const auto echo = packet ? wire::ip::decode_echo(packet->payload) : std::nullopt;
    auto expected = ping.echo;
    expected.is_reply = true;
    return arrival.content.next_header == wire::esp::next_header_ipv4 && echo == expected;
}

std::optional<wire::ip::Address> address_given(const peers::ike::Tunnel& tunnel)
{
    const auto* reply = tunnel.body<Configuration>(PayloadType::configuration);
    for (const auto& one :
         reply == nullptr ? std::vector<ConfigurationAttribute>{} : reply->attributes) {
        const auto address = wire::ip::address_of(View{one.value});
        if (one.is(AttributeType::internal_ip4_address) && address) {
            return address;
        }
    }
    return std::nullopt;
}

wire::ip::Address host_of(const Target& target)
{
    const auto host = target.inside_host ? wire::ip::address_of(*target.inside_host) : std::nullopt;
    if (!host) {
        throw Unmet{
            "needs inside_host in the target file: a host behind the gateway that answers pings"};
    }
    return *host;
}

void pretend_translation(Message& request, Random& random)
{
    for (auto& one : request.payloads) {
        auto* notify = std::get_if<Notify>(&one.body);
        if (notify != nullptr && notify->is(NotifyType::nat_detection_source_ip)) {
            notify->data = random.octets(notify->data.size());
        }
    }
}

}  // namespace conformance::probes::esp
