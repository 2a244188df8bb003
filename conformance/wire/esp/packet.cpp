#include "wire/esp/packet.h"

namespace conformance::wire::esp {

Octets encode(const Packet& packet)
{
    Writer out;
    fields(out, packet);
    return out.take();
}

std::optional<Packet> decode_packet(View octets)
{
    Reader in{octets};
    Packet packet;
    fields(in, packet);
    return in.ok() ? std::optional{std::move(packet)} : std::nullopt;
}

Octets encode(const Content& content)
{
    Writer out;
    out.rest("Payload Data", content.payload);
    out.rest("Padding", content.padding);
    out.u8("Pad Length", content.pad_length.or_else(static_cast<std::uint8_t>(content.padding.size())));
    out.u8("Next Header", content.next_header);
    return out.take();
}

std::optional<Content> decode_content(View octets)
{
    if (octets.size() < trailer_octets) { return std::nullopt; }
    const auto body = octets.first(octets.size() - trailer_octets);
    const std::size_t padding = octets[body.size()];
    if (padding > body.size()) { return std::nullopt; }
    const auto payload = body.first(body.size() - padding), behind = body.last(padding);
    return Content{{payload.begin(), payload.end()}, {behind.begin(), behind.end()}, octets.back(), {}};
}

Octets usual_padding(std::size_t count)
{
    Octets padding;
    for (std::size_t i = 1; i <= count; ++i) {
        padding.push_back(static_cast<std::uint8_t>(i));
    }
    return padding;
}

std::size_t padding_for(std::size_t payload, std::size_t unit) { return (unit - (payload + trailer_octets) % unit) % unit; }

}  // namespace conformance::wire::esp
