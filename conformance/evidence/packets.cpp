#include "evidence/packets.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <map>

namespace conformance::evidence {

namespace {

constexpr std::uint8_t protocol_tcp = 6;
constexpr std::uint8_t protocol_udp = 17;
constexpr std::uint8_t fin = 0x01, syn = 0x02, rst = 0x04, psh = 0x08, ack = 0x10;
constexpr std::uint16_t window = 0xffff;

void u16(Octets& out, std::size_t value)
{
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value));
}

void u32(Octets& out, std::uint32_t value)
{
    u16(out, value >> 16);
    u16(out, value & 0xffff);
}

Octets address(const std::string& text)
{
    std::array<std::uint8_t, 16> octets{};
    if (::inet_pton(AF_INET, text.c_str(), octets.data()) == 1) { return {octets.begin(), octets.begin() + 4}; }
    if (::inet_pton(AF_INET6, text.c_str(), octets.data()) == 1) { return {octets.begin(), octets.end()}; }
    return Octets(4, 0);
}

// The Internet checksum, RFC 1071.
std::uint16_t checksum(View octets)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < octets.size(); i += 2) {
        const unsigned low = i + 1 < octets.size() ? octets[i + 1] : 0;
        sum += static_cast<std::uint32_t>(octets[i] << 8) | low;
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return static_cast<std::uint16_t>(~sum);
}

Octets pseudo_header(const Octets& source, const Octets& destination, std::uint8_t protocol, std::size_t length)
{
    Octets out;
    append(out, source);
    append(out, destination);
    u32(out, static_cast<std::uint32_t>(length));
    u32(out, protocol);
    return out;
}

Octets ip_packet(const Endpoint& from, const Endpoint& to, std::uint8_t protocol, Octets segment,
                 std::size_t checksum_at)
{
    const auto source = address(from.address);
    const auto destination = address(to.address);
    auto summed = pseudo_header(source, destination, protocol, segment.size());
    append(summed, segment);
    auto sum = checksum(summed);
    if (sum == 0 && protocol == protocol_udp) { sum = 0xffff; }
    segment[checksum_at] = static_cast<std::uint8_t>(sum >> 8);
    segment[checksum_at + 1] = static_cast<std::uint8_t>(sum);

    Octets packet;
    if (source.size() == 4) {
        packet = {0x45, 0};
        u16(packet, 20 + segment.size());
        u32(packet, 0x0000'4000);  // no identification, Don't Fragment
        packet.push_back(64);
        packet.push_back(protocol);
        u16(packet, 0);
        append(packet, source);
        append(packet, destination);
        const auto header_sum = checksum(packet);
        packet[10] = static_cast<std::uint8_t>(header_sum >> 8);
        packet[11] = static_cast<std::uint8_t>(header_sum);
    } else {
        u32(packet, 0x6000'0000);
        u16(packet, segment.size());
        packet.push_back(protocol);
        packet.push_back(64);
        append(packet, source);
        append(packet, destination);
    }
    append(packet, segment);
    return packet;
}

Octets udp_packet(const Endpoint& from, const Endpoint& to, View payload)
{
    Octets datagram;
    u16(datagram, from.port);
    u16(datagram, to.port);
    u16(datagram, std::min<std::size_t>(8 + payload.size(), 0xffff));
    u16(datagram, 0);
    append(datagram, payload);
    return ip_packet(from, to, protocol_udp, std::move(datagram), 6);
}

// One link: its ends, and for TCP how far each has sent.
class Conversation {
   public:
    Conversation(Transport transport, Endpoint local, Endpoint remote)
        : transport_{transport}, local_{std::move(local)}, remote_{std::move(remote)}
    {
    }

    void open(const Event& event, std::vector<Packet>& out)
    {
        if (transport_ == Transport::udp) { return; }
        ours(event.at, syn, {}, out);
        ++our_next_;
        if (event.outcome == Received::Kind::silence) { return; }
        if (event.outcome != Received::Kind::octets) {
            theirs(event.at, rst | ack, {}, out);
            return;
        }
        theirs(event.at, syn | ack, {}, out);
        ++their_next_;
        ours(event.at, ack, {}, out);
    }

    void send(const Event& event, std::vector<Packet>& out)
    {
        if (transport_ == Transport::udp) {
            out.push_back({event.at, udp_packet(local_, remote_, event.octets)});
            return;
        }
        for_each_segment(event.octets, [&](View segment) {
            ours(event.at, psh | ack, segment, out);
            our_next_ += static_cast<std::uint32_t>(segment.size());
        });
    }

    void receive(const Event& event, std::vector<Packet>& out)
    {
        if (transport_ == Transport::udp) {
            out.push_back({event.at, udp_packet(event.from, local_, event.octets)});
            return;
        }
        for_each_segment(event.octets, [&](View segment) {
            theirs(event.at, psh | ack, segment, out);
            their_next_ += static_cast<std::uint32_t>(segment.size());
        });
    }

    void end(const Event& event, std::vector<Packet>& out)
    {
        if (transport_ == Transport::udp) { return; }
        if (event.kind == Event::Kind::hung_up) {
            ours(event.at, fin | ack, {}, out);
        } else {
            theirs(event.at, event.kind == Event::Kind::reset ? rst | ack : fin | ack, {}, out);
        }
    }

   private:
    template <class Use>
    static void for_each_segment(View octets, Use use)
    {
        for (; !octets.empty(); octets = octets.subspan(std::min(octets.size(), largest_segment))) {
            use(octets.first(std::min(octets.size(), largest_segment)));
        }
    }

    static Octets segment(std::uint16_t from, std::uint16_t to, std::uint32_t sequence,
                          std::uint32_t acknowledged, unsigned flags, View payload)
    {
        Octets out;
        u16(out, from);
        u16(out, to);
        u32(out, sequence);
        u32(out, (flags & ack) != 0 ? acknowledged : 0);
        u16(out, 0x5000u | flags);
        u16(out, window);
        u32(out, 0);
        append(out, payload);
        return out;
    }

    void ours(Instant at, unsigned flags, View payload, std::vector<Packet>& out) const
    {
        out.push_back({at, ip_packet(local_, remote_, protocol_tcp,
                                     segment(local_.port, remote_.port, our_next_, their_next_, flags, payload), 16)});
    }

    void theirs(Instant at, unsigned flags, View payload, std::vector<Packet>& out) const
    {
        out.push_back({at, ip_packet(remote_, local_, protocol_tcp,
                                     segment(remote_.port, local_.port, their_next_, our_next_, flags, payload), 16)});
    }

    Transport transport_;
    Endpoint local_, remote_;
    std::uint32_t our_next_ = 1000, their_next_ = 5000;
};

}  // namespace

std::vector<Packet> packets_of(const Transcript& transcript)
{
    std::vector<Packet> packets;
    std::map<unsigned, Conversation> conversations;
    for (const auto& event : transcript.events()) {
        if (event.kind == Event::Kind::opened) {
            conversations.erase(event.link);
            conversations.emplace(event.link, Conversation{event.transport, event.local, event.remote});
        }
        const auto found = conversations.find(event.link);
        if (event.frames == 0 || found == conversations.end()) { continue; }
        switch (event.kind) {
            case Event::Kind::opened: found->second.open(event, packets); break;
            case Event::Kind::sent: found->second.send(event, packets); break;
            case Event::Kind::received: found->second.receive(event, packets); break;
            default: found->second.end(event, packets); break;
        }
    }
    return packets;
}

}  // namespace conformance::evidence
