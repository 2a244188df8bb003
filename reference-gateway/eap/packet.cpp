#include "eap/packet.h"

#include <utility>

namespace gateway::eap {
namespace {

constexpr std::size_t header_size = 4;

}  // namespace

std::optional<Response> parse_response(View packet)
{
    Cursor in{packet};
    const std::uint8_t code = in.u8();
    Response response;
    response.identifier = in.u8();
    const std::size_t length = in.u16();
    response.type = in.u8();
    response.data = copy_of(in.take_rest());
    if (!in.ok() || code != std::to_underlying(Code::response) || length != packet.size()) {
        return std::nullopt;
    }
    return response;
}

Octets write_request(std::uint8_t identifier, Type type, View data)
{
    Writer out;
    out.u8(std::to_underlying(Code::request));
    out.u8(identifier);
    out.u16(static_cast<std::uint16_t>(header_size + 1 + data.size()));
    out.u8(std::to_underlying(type));
    out.octets(data);
    return out.take();
}

Octets write_end(Code code, std::uint8_t identifier)
{
    Writer out;
    out.u8(std::to_underlying(code));
    out.u8(identifier);
    out.u16(header_size);
    return out.take();
}

}  // namespace gateway::eap
