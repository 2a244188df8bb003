#include "peers/eap/packet.h"

namespace conformance::peers::eap {

namespace {

constexpr std::size_t header = 4;

}  // namespace

bool is_of(View packet, Code code)
{
    return packet.size() >= header && packet.front() == static_cast<std::uint8_t>(code);
}

std::optional<std::uint8_t> type_of(View packet)
{
    const bool has_type = is_of(packet, Code::request) || is_of(packet, Code::response);
    if (!has_type || packet.size() == header) {
        return std::nullopt;
    }
    return packet[header];
}

bool asks_for(View packet, Type type)
{
    return is_of(packet, Code::request) && type_of(packet) == static_cast<std::uint8_t>(type);
}

View data_of(View packet)
{
    return packet.size() > header ? packet.subspan(header + 1) : View{};
}

Octets response_to(View request, Type type, View data)
{
    const auto length = header + 1 + data.size();
    Octets packet{static_cast<std::uint8_t>(Code::response),
                  request.size() > 1 ? request[1] : std::uint8_t{0},
                  static_cast<std::uint8_t>(length >> 8U),
                  static_cast<std::uint8_t>(length & 0xffU), static_cast<std::uint8_t>(type)};
    append(packet, data);
    return packet;
}

}  // namespace conformance::peers::eap
