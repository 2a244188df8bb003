#include "ike/header.h"

namespace gateway::ike {
namespace {

constexpr std::uint8_t initiator_flag = 0x08;
constexpr std::uint8_t response_flag = 0x20;
constexpr std::uint8_t version_2_0 = 0x20;
constexpr std::size_t length_at = 24;

}  // namespace

std::optional<Header> parse_header(View message)
{
    Cursor in{message};
    Header header;
    header.initiator_spi = in.u64();
    header.responder_spi = in.u64();
    header.first_payload = in.u8();
    header.major_version = static_cast<std::uint8_t>(in.u8() >> 4U);
    header.exchange_type = in.u8();
    const std::uint8_t flags = in.u8();
    header.from_initiator = (flags & initiator_flag) != 0;
    header.is_response = (flags & response_flag) != 0;
    header.message_id = in.u32();
    if (in.u32() != message.size() || !in.ok()) return std::nullopt;
    return header;
}

void write_header(Writer& out, const Header& header)
{
    const std::uint8_t initiator = header.from_initiator ? initiator_flag : 0;
    const std::uint8_t response = header.is_response ? response_flag : 0;
    out.u64(header.initiator_spi);
    out.u64(header.responder_spi);
    out.u8(header.first_payload);
    out.u8(version_2_0);
    out.u8(header.exchange_type);
    out.u8(static_cast<std::uint8_t>(initiator | response));
    out.u32(header.message_id);
    out.u32(0);
}

void write_response_header(Writer& out, const Header& header)
{
    Header response = header;
    response.from_initiator = false;
    response.is_response = true;
    write_header(out, response);
}

void set_message_length(Writer& out)
{
    out.set_u32(length_at, static_cast<std::uint32_t>(out.size()));
}

}  // namespace gateway::ike
