#include "wire/ip/ipv4.h"

#include <algorithm>
#include <charconv>

namespace conformance::wire::ip {

namespace {

constexpr std::size_t header_octets = 20, word_octets = 4, checksum_offset = 10;
constexpr std::size_t icmp_checksum_offset = 2;
constexpr std::uint8_t echo_reply = 0, echo_request = 8;

std::uint16_t internet_checksum(View octets)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < octets.size(); ++i) {
        sum += static_cast<std::uint32_t>(octets[i]) << (i % 2 == 0 ? 8U : 0U);
    }
    while (sum > 0xffff) {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return static_cast<std::uint16_t>(~sum);
}

Address taken(Reader& in, std::string_view name)
{
    Address address{};
    std::ranges::copy(in.take(name, address.size()), address.begin());
    return address;
}

}  // namespace

std::optional<Address> address_of(View octets)
{
    Address address{};
    if (octets.size() != address.size()) { return std::nullopt; }
    std::ranges::copy(octets, address.begin());
    return address;
}

std::optional<Address> address_of(const std::string& text)
{
    Address address{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (i != 0 && (at == end || *at++ != '.')) { return std::nullopt; }
        const auto [stopped, error] = std::from_chars(at, end, address[i]);
        if (error != std::errc{}) { return std::nullopt; }
        at = stopped;
    }
    return at == end ? std::optional{address} : std::nullopt;
}

std::string to_string(const Address& address)
{
    std::string text;
    for (const auto octet : address) {
        text += (text.empty() ? "" : ".") + std::to_string(octet);
    }
    return text;
}

Octets encode(const Ipv4& packet)
{
    const auto length = header_octets + packet.options.size();
    Writer out;
    out.u8("Version and IHL", static_cast<std::uint8_t>(0x40 | (length / word_octets)));
    out.u8("Type of Service", packet.service);
    out.u16("Total Length", packet.total_length.or_else(static_cast<std::uint16_t>(length + packet.payload.size())));
    out.u16("Identification", packet.identification);
    out.u16("Flags and Fragment Offset", packet.fragment);
    out.u8("Time to Live", packet.time_to_live);
    out.u8("Protocol", packet.protocol);
    out.u16("Header Checksum", 0);
    out.rest("Source Address", {packet.source.begin(), packet.source.end()});
    out.rest("Destination Address", {packet.destination.begin(), packet.destination.end()});
    out.rest("Options", packet.options);
    auto octets = out.take();
    const auto checksum = packet.checksum.or_else(internet_checksum(octets));
    octets[checksum_offset] = static_cast<std::uint8_t>(checksum >> 8);
    octets[checksum_offset + 1] = static_cast<std::uint8_t>(checksum);
    append(octets, packet.payload);
    return octets;
}

std::optional<Ipv4> decode_ipv4(View octets)
{
    Reader in{octets};
    Ipv4 packet;
    std::uint8_t first = 0;
    std::uint16_t total = 0, checksum = 0;
    in.u8("Version and IHL", first);
    in.u8("Type of Service", packet.service);
    in.u16("Total Length", total);
    in.u16("Identification", packet.identification);
    in.u16("Flags and Fragment Offset", packet.fragment);
    in.u8("Time to Live", packet.time_to_live);
    in.u8("Protocol", packet.protocol);
    in.u16("Header Checksum", checksum);
    packet.source = taken(in, "Source Address");
    packet.destination = taken(in, "Destination Address");
    const auto length = (first & 0x0fU) * word_octets;
    if (!in.ok() || first >> 4U != 4 || length < header_octets || total < length || total > octets.size()) { return std::nullopt; }
    in.octets("Options", packet.options, length - header_octets);
    in.octets("Payload", packet.payload, total - length);
    Octets header{octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(length)};
    header[checksum_offset] = header[checksum_offset + 1] = 0;
    if (checksum != internet_checksum(header)) { packet.checksum.forge(checksum); }
    return packet;
}

Octets encode(const Echo& echo)
{
    Writer out;
    out.u8("Type", echo.is_reply ? echo_reply : echo_request);
    out.u8("Code", 0);
    out.u16("Checksum", 0);
    out.u16("Identifier", echo.identifier);
    out.u16("Sequence Number", echo.sequence);
    out.rest("Data", echo.data);
    auto octets = out.take();
    const auto checksum = internet_checksum(octets);
    octets[icmp_checksum_offset] = static_cast<std::uint8_t>(checksum >> 8);
    octets[icmp_checksum_offset + 1] = static_cast<std::uint8_t>(checksum);
    return octets;
}

std::optional<Echo> decode_echo(View octets)
{
    Reader in{octets};
    Echo echo;
    std::uint8_t type = 0, code = 0;
    std::uint16_t checksum = 0;
    in.u8("Type", type);
    in.u8("Code", code);
    in.u16("Checksum", checksum);
    in.u16("Identifier", echo.identifier);
    in.u16("Sequence Number", echo.sequence);
    in.rest("Data", echo.data);
    if (!in.ok() || code != 0 || (type != echo_reply && type != echo_request) || internet_checksum(octets) != 0) { return std::nullopt; }
    echo.is_reply = type == echo_reply;
    return echo;
}

}  // namespace conformance::wire::ip
