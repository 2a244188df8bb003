#include "eap/mschapv2_packet.h"

#include <utility>

#include "eap/mschap.h"

namespace gateway::eap {
namespace {

constexpr std::size_t header_size = 4;
constexpr std::size_t reserved_size = 8;
constexpr std::size_t value_size = mschap_challenge_size + reserved_size + nt_response_size + 1;
constexpr std::size_t longest_name = 256;

void write_header(Writer& out, MschapCode code, std::uint8_t identifier, std::size_t rest)
{
    out.u8(std::to_underlying(code));
    out.u8(identifier);
    out.u16(static_cast<std::uint16_t>(header_size + rest));
}

}  // namespace

std::string_view MschapResponse::user() const
{
    const std::string_view whole = name;
    const std::size_t domain_end = whole.find('\\');
    return domain_end == std::string_view::npos ? whole : whole.substr(domain_end + 1);
}

std::optional<MschapResponse> parse_mschap_response(View data)
{
    Cursor in{data};
    const std::uint8_t code = in.u8();
    MschapResponse response;
    response.identifier = in.u8();
    const std::size_t length = in.u16();
    const std::size_t size = in.u8();
    response.peer_challenge = copy_of(in.take(mschap_challenge_size));
    in.skip(reserved_size);
    response.nt_response = copy_of(in.take(nt_response_size));
    in.skip(1);
    const View name = in.take_rest();
    response.name.assign(name.begin(), name.end());
    if (!in.ok() || code != std::to_underlying(MschapCode::response) || length != data.size() ||
        size != value_size || name.size() > longest_name) {
        return std::nullopt;
    }
    return response;
}

Octets write_mschap_challenge(std::uint8_t identifier, View challenge, std::string_view name)
{
    Writer out;
    write_header(out, MschapCode::challenge, identifier, 1 + challenge.size() + name.size());
    out.u8(static_cast<std::uint8_t>(challenge.size()));
    out.octets(challenge);
    out.octets(as_octets(name));
    return out.take();
}

Octets write_mschap_end(MschapCode code, std::uint8_t identifier, std::string_view text)
{
    Writer out;
    write_header(out, code, identifier, text.size());
    out.octets(as_octets(text));
    return out.take();
}

}  // namespace gateway::eap
