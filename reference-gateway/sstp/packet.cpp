#include "sstp/packet.h"

namespace gateway::sstp {
namespace {

constexpr std::uint16_t length_bits = 0x0fff;
constexpr std::size_t attribute_header_size = 4;

bool fills_with_attributes(Cursor& cursor, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        cursor.skip(2);  // Reserved, Attribute ID
        const std::size_t length = cursor.u16() & length_bits;
        if (length < attribute_header_size) return false;
        cursor.skip(length - attribute_header_size);
        if (!cursor.ok()) return false;
    }
    return cursor.at_end();
}

}  // namespace

std::optional<PacketHeader> parse_packet_header(View four_octets)
{
    Cursor cursor{four_octets};
    const std::uint8_t version = cursor.u8();
    const std::uint8_t flags = cursor.u8();
    const std::size_t length = cursor.u16() & length_bits;
    if (!cursor.ok() || version != sstp_version || length < packet_header_size) return std::nullopt;
    return PacketHeader{(flags & 1U) != 0, length};
}

std::optional<MessageType> parse_control_message(View packet)
{
    Cursor cursor{packet};
    cursor.skip(packet_header_size);
    const std::uint16_t type = cursor.u16();
    const std::size_t attributes = cursor.u16();
    if (!fills_with_attributes(cursor, attributes)) return std::nullopt;
    if (type < static_cast<std::uint16_t>(MessageType::call_connect_request) ||
        type > static_cast<std::uint16_t>(MessageType::echo_response)) {
        return std::nullopt;
    }
    return static_cast<MessageType>(type);
}

Octets call_abort(AttributeId attribute, Status status)
{
    constexpr std::uint16_t attribute_size = 12;
    constexpr std::uint16_t packet_size = packet_header_size + 4 + attribute_size;
    Writer writer;
    writer.u8(sstp_version);
    writer.u8(1);  // control
    writer.u16(packet_size);
    writer.u16(static_cast<std::uint16_t>(MessageType::call_abort));
    writer.u16(1);
    writer.u8(0);
    writer.u8(static_cast<std::uint8_t>(AttributeId::status_info));
    writer.u16(attribute_size);
    writer.zeros(3);
    writer.u8(static_cast<std::uint8_t>(attribute));
    writer.u32(static_cast<std::uint32_t>(status));
    return writer.take();
}

}  // namespace gateway::sstp
