// An inner packet against the selectors of a client with an address of each IP version, or the
// payloads that ask for them. The first octet says which: even a packet, else a Configuration payload
// and, from the length on that follows, traffic selectors.
#include <cstdlib>

#include "ike/configuration_payload.h"
#include "ike/selected_traffic.h"

namespace {

using namespace gateway;
using namespace gateway::ike;

const Octets ipv4_address{172, 16, 201, 7};
const Octets ipv6_address{0xfd, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};
const TrafficSelectors own{selector_of(ipv4_address, 32), selector_of(ipv6_address, 128)};
const TrafficSelectors served{selector_of(Octets(4), 0), selector_of(Octets(16), 0)};

void try_packet(View packet)
{
    const auto flow = flow_of(packet);
    if (!flow || !may_come_from(own, *flow)) return;
    const Octets source = copy_of(flow->source);
    if (source != ipv4_address && source != ipv6_address) std::abort();
    if (!may_go_to(served, *flow)) std::abort();
}

void try_selectors(View body)
{
    const auto offered = parse_traffic_selectors(body);
    if (!offered) return;
    TrafficSelectors remote = narrowed(*offered, own);
    TrafficSelectors local = narrowed(*offered, served);
    keep_common_families(remote, local);
    if (remote.empty() != local.empty()) std::abort();
    for (const TrafficSelector& each : remote) {
        if (each.first != each.last || !holds(own, each.first, 0, std::nullopt)) std::abort();
    }
    if (remote.empty()) return;
    Writer out;
    write_traffic_selectors(out, remote);
    if (parse_traffic_selectors(out.view()) != remote) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Cursor input{{data, size}};
    const bool is_packet = input.u8() % 2 == 0;
    if (is_packet) {
        try_packet(input.take_rest());
        return 0;
    }
    const std::size_t length = std::min<std::size_t>(input.u8(), input.remaining());
    static_cast<void>(parse_configuration_request(input.take(length)));
    try_selectors(input.take_rest());
    return 0;
}
