#include "ike/payload_chain.h"

#include <algorithm>
#include <utility>

namespace gateway::ike {
namespace {

constexpr std::uint8_t critical_flag = 0x80;
constexpr std::size_t generic_header_size = 4;

bool is_known(std::uint8_t type)
{
    return (type >= std::to_underlying(PayloadType::security_association) &&
            type <= std::to_underlying(PayloadType::extensible_authentication)) ||
           type == std::to_underlying(PayloadType::encrypted_fragment);
}

bool ends_the_chain(std::uint8_t type)
{
    return type == std::to_underlying(PayloadType::encrypted) ||
           type == std::to_underlying(PayloadType::encrypted_fragment);
}

bool is(const RawPayload& payload, PayloadType type)
{
    return payload.type == std::to_underlying(type);
}

}  // namespace

std::optional<Chain> split(std::uint8_t first_payload, View octets)
{
    Cursor in{octets};
    Chain chain;
    std::uint8_t type = first_payload;
    while (type != std::to_underlying(PayloadType::none)) {
        const std::uint8_t next = in.u8();
        const bool critical = (in.u8() & critical_flag) != 0;
        const std::size_t length = in.u16();
        if (!in.ok() || length < generic_header_size) return std::nullopt;
        chain.payloads.push_back({type, critical, in.take(length - generic_header_size)});
        if (ends_the_chain(type)) {
            chain.first_inside = next;
            break;
        }
        type = next;
    }
    if (!in.at_end()) return std::nullopt;
    return chain;
}

std::optional<std::uint8_t> unknown_critical_payload(const Chain& chain)
{
    const auto found = std::ranges::find_if(chain.payloads, [](const RawPayload& payload) {
        return payload.critical && !is_known(payload.type);
    });
    if (found == chain.payloads.end()) return std::nullopt;
    return found->type;
}

std::size_t count_of(const Chain& chain, PayloadType type)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        chain.payloads, [type](const RawPayload& payload) { return is(payload, type); }));
}

View first_of(const Chain& chain, PayloadType type)
{
    const auto found = std::ranges::find_if(
        chain.payloads, [type](const RawPayload& payload) { return is(payload, type); });
    return found == chain.payloads.end() ? View{} : found->body;
}

}  // namespace gateway::ike
