#include "peers/tls/hard_reset.h"

#include "wire/codec.h"

namespace conformance::peers::tls {

namespace {

constexpr std::uint8_t hard_reset_server_v1 = 2;
constexpr std::uint8_t hard_reset_client_v2 = 7;
constexpr std::uint8_t hard_reset_server_v2 = 8;
constexpr unsigned opcode_shift = 3;  // the low bits are the key id, 0 in a hard reset
constexpr std::size_t session_id_octets = 8;
constexpr std::size_t shortest_reset = 1 + session_id_octets + 1 + 4;
constexpr std::size_t longest_reset = 1'500;

}  // namespace

Octets openvpn_hard_reset(Random& random)
{
    auto session_id = random.octets(session_id_octets);
    session_id[0] |= 1;  // never zero
    wire::Writer out;
    out.u8("opcode, key id", static_cast<std::uint8_t>(hard_reset_client_v2 << opcode_shift));
    out.octets("session id", session_id, session_id_octets);
    out.u8("acknowledgements", 0);
    out.u32("packet id", 0);
    return out.take();
}

Octets with_length(View packet)
{
    wire::Writer out;
    out.u16("length", static_cast<std::uint16_t>(packet.size()));
    out.rest("packet", {packet.begin(), packet.end()});
    return out.take();
}

bool is_openvpn_server_reset(View packet)
{
    if (packet.size() < shortest_reset) {
        return false;
    }
    const auto opcode = packet[0] >> opcode_shift;
    return opcode == hard_reset_server_v2 || opcode == hard_reset_server_v1;
}

std::optional<bool> begins_with_server_reset(View stream)
{
    if (stream.size() < 2) {
        return std::nullopt;
    }
    const std::size_t length = static_cast<std::size_t>(stream[0]) << 8 | stream[1];
    if (length < shortest_reset || length > longest_reset) {
        return false;
    }
    if (stream.size() - 2 < length) {
        return std::nullopt;
    }
    return is_openvpn_server_reset(stream.subspan(2, length));
}

}  // namespace conformance::peers::tls
