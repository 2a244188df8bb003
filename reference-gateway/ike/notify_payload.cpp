#include "ike/notify_payload.h"

#include <utility>

namespace gateway::ike {

std::vector<ReceivedNotify> notifies_of(const Chain& chain)
{
    std::vector<ReceivedNotify> found;
    for (const RawPayload& payload : chain.payloads) {
        if (payload.type != std::to_underlying(PayloadType::notify)) continue;
        Cursor in{payload.body};
        in.skip(1);
        const std::size_t spi_size = in.u8();
        const std::uint16_t type = in.u16();
        in.skip(spi_size);
        const View data = in.take_rest();
        if (in.ok()) found.push_back({type, data});
    }
    return found;
}

std::optional<ReceivedNotify> notify_of(const Chain& chain, NotifyType type)
{
    for (const ReceivedNotify& notify : notifies_of(chain)) {
        if (notify.is(type)) return notify;
    }
    return std::nullopt;
}

}  // namespace gateway::ike
