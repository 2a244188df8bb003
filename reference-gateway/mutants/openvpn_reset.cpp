#include "mutants/openvpn_reset.h"

namespace gateway::mutants {
namespace {

constexpr std::uint8_t hard_reset_client_v2 = 7U << 3U;
constexpr std::uint8_t hard_reset_server_v2 = 8U << 3U;
constexpr std::size_t shortest_hard_reset = 14;
constexpr std::uint64_t our_session = 0x5a11790127e5e700;

}  // namespace

std::optional<Octets> answer_hard_reset(View packet)
{
    Cursor in{packet};
    if (packet.size() < shortest_hard_reset || in.u8() != hard_reset_client_v2) return std::nullopt;
    const std::uint64_t their_session = in.u64();
    Writer out;
    out.u8(hard_reset_server_v2);
    out.u64(our_session);
    out.u8(1);   // one packet acknowledged,
    out.u32(0);  // number 0
    out.u64(their_session);
    out.u32(0);  // our own packet number
    return out.take();
}

}  // namespace gateway::mutants
