#include "peers/esp/traffic.h"

#include <algorithm>

#include "core/probe.h"
#include "wire/ip/ipv4.h"

namespace conformance::peers::esp {

namespace {

using namespace wire::esp;

constexpr std::size_t least_unit = 4;
constexpr unsigned most_datagrams = 256;  // read at once; a flood ends there

std::uint32_t number_of(View spi)
{
    std::uint32_t number = 0;
    for (const auto octet : spi) {
        number = number << 8 | octet;
    }
    return number;
}

// SPI and sequence number, which the ICV covers.
Octets header_of(std::uint32_t spi, std::uint32_t sequence) { return encode(Packet{spi, sequence, {}}); }

}  // namespace

std::uint32_t Seal::spi() const { return number_of(sa_.responder_spi); }

std::size_t Seal::unit() const { return std::max(lengths_.block, least_unit); }

Content Seal::content_of(Octets inner) const
{
    auto padding = usual_padding(padding_for(inner.size(), unit()));
    return {std::move(inner), std::move(padding), next_header_ipv4, {}};
}

Octets Seal::sealed(const Draft& draft, Random& random) const
{
    // A counter would do for an AEAD, but a packet may be sealed twice.
    return sealed_with(draft, random.octets(lengths_.iv));
}

Octets Seal::sealed_with(const Draft& draft, View iv) const
{
    auto packet = header_of(draft.spi, draft.sequence);
    append(packet, crypto::seal(sa_.protection, sa_.keys.encryption_initiator, sa_.keys.integrity_initiator, packet, iv,
                                encode(draft.content)));
    return packet;
}

std::optional<Arrival> Seal::opened(View octets, bool by_initiator) const
{
    auto packet = decode_packet(octets);
    const auto& spi = by_initiator ? sa_.responder_spi : sa_.initiator_spi;
    if (!packet || packet->spi != number_of(spi)) { return std::nullopt; }
    const auto& keys = sa_.keys;
    const auto plain = crypto::open(sa_.protection, by_initiator ? keys.encryption_initiator : keys.encryption_responder,
                                    by_initiator ? keys.integrity_initiator : keys.integrity_responder,
                                    header_of(packet->spi, packet->sequence), packet->sealed);
    auto content = plain ? decode_content(*plain) : std::nullopt;
    if (!content) { return std::nullopt; }
    const auto iv = View{packet->sealed}.first(lengths_.iv);
    Arrival arrival{{}, std::move(*content), {iv.begin(), iv.end()}, 0};
    arrival.packet = std::move(*packet);
    return arrival;
}

Traffic::Traffic(Bench& bench, ike::Tunnel& tunnel, ike::ChildSa sa) : bench_{bench}, tunnel_{tunnel}, seal_{std::move(sa)}
{
    if (!tunnel_.is_on_nat_t_port()) { throw Unmet{"ESP in UDP travels on the NAT traversal port, which does not answer"}; }
}

Draft Traffic::next(Octets inner) { return {seal_.spi(), ++sent_, seal_.content_of(std::move(inner))}; }

unsigned Traffic::send(View octets)
{
    const auto frame = tunnel_.send_beside(octets);
    if (const auto opened = seal_.opened(octets, true)) { tell(frame, opened->content, opened->packet.sequence); }
    return frame;
}

std::optional<Arrival> Traffic::receive(Duration patience)
{
    const auto deadline = bench_.network.now() + patience;
    for (unsigned i = 0; i < most_datagrams; ++i) {
        const auto left = deadline - bench_.network.now();
        if (left <= Duration::zero()) { break; }
        const auto received = tunnel_.receive_beside(left);
        if (received.kind == Received::Kind::silence) { break; }
        if (received.kind != Received::Kind::octets) { continue; }
        auto arrival = seal_.opened(received.octets, false);
        for (auto other = others_.begin(); !arrival && other != others_.end(); ++other) {
            arrival = other->opened(received.octets, false);
        }
        if (!arrival) { continue; }
        arrival->frame = received.frame;
        tell(arrival->frame, arrival->content, arrival->packet.sequence);
        return arrival;
    }
    return std::nullopt;
}

void Traffic::tell(unsigned frame, const Content& content, std::uint32_t sequence)
{
    bench_.notebook.note(frame, "ESP packet " + std::to_string(sequence) + ": " + words(content));
}

std::string words(const Content& content)
{
    if (content.next_header == next_header_none) { return "a dummy packet"; }
    const auto packet = wire::ip::decode_ipv4(content.payload);
    if (content.next_header != next_header_ipv4 || !packet) { return "next header " + std::to_string(content.next_header); }
    const auto path = wire::ip::to_string(packet->source) + " to " + wire::ip::to_string(packet->destination);
    const auto echo = packet->protocol == wire::ip::protocol_icmp ? wire::ip::decode_echo(packet->payload) : std::nullopt;
    if (!echo) { return "protocol " + std::to_string(packet->protocol) + " from " + path; }
    return std::string{echo->is_reply ? "echo reply from " : "echo request from "} + path + ", identifier " +
           std::to_string(echo->identifier) + ", sequence " + std::to_string(echo->sequence);
}

}  // namespace conformance::peers::esp
