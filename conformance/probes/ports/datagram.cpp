#include "probes/ports/datagram.h"

#include <utility>

#include "wire/codec.h"

namespace conformance::probes::ports {

namespace {

// A mandatory L2TP attribute of vendor 0.
void add_avp(wire::Writer& out, std::uint16_t type, const Octets& value)
{
    out.u16("M, length", static_cast<std::uint16_t>(0x8000u | (6 + value.size())));
    out.u16("Vendor ID", 0);
    out.u16("Attribute Type", type);
    out.rest("Attribute Value", value);
}

}  // namespace

Finding unanswered(const std::string& expected, bool by_icmp_error, std::vector<unsigned> frames)
{
    return resting_on_absence(pass("unanswered", expected, by_icmp_error ? "an ICMP error" : "no answer", std::move(frames)));
}

Octets l2tp_connection_request(Random& random)
{
    wire::Writer avps;
    add_avp(avps, 0, {0, 1});                 // Message Type: SCCRQ
    add_avp(avps, 2, {1, 0});                 // Protocol Version
    add_avp(avps, 7, {'s', 'p'});             // Host Name
    add_avp(avps, 3, {0, 0, 0, 3});           // Framing Capabilities
    add_avp(avps, 9, random.octets(2));       // Assigned Tunnel ID
    const auto body = avps.take();
    wire::Writer out;
    out.u16("flags, version", 0xc802);  // control message with length and sequence numbers, version 2
    out.u16("Length", static_cast<std::uint16_t>(12 + body.size()));
    out.u32("Tunnel ID, Session ID", 0);
    out.u32("Ns, Nr", 0);
    out.rest("attributes", body);
    return out.take();
}

Finding expect_no_answer(Bench& bench, std::uint16_t port, View datagram, const std::string& expected)
{
    const auto link = bench.network.open(Transport::udp, {bench.target.address, port}, bench.patience.connect);
    const auto sent = link->send(datagram);
    const auto received = link->receive(bench.patience.quiet);
    if (received.kind == Received::Kind::octets) {
        return fail("answered", expected, std::to_string(received.octets.size()) + " octets from " + to_string(received.from),
                    {sent, received.frame});
    }
    return unanswered(expected, received.kind == Received::Kind::refused, {sent});
}

}  // namespace conformance::probes::ports
