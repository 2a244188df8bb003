#include "ike/delete_payload.h"

#include <utility>

namespace gateway::ike {
namespace {

bool read_delete(View body, DeleteRequest& asked)
{
    Cursor in{body};
    asked.protocol = in.u8();
    const std::size_t spi_size = in.u8();
    const std::size_t count = in.u16();
    if (asked.protocol == protocol_esp) {
        if (spi_size != sizeof(std::uint32_t)) return false;
        for (std::size_t i = 0; i < count && in.ok(); ++i) {
            asked.spis.push_back(in.u32());
        }
    } else {
        in.skip(spi_size * count);
    }
    return in.at_end();
}

}  // namespace

bool read_deletes(const Chain& chain, DeleteRequests& deletes)
{
    for (const RawPayload& payload : chain.payloads) {
        if (payload.type != std::to_underlying(PayloadType::delete_sa)) continue;
        if (!read_delete(payload.body, deletes.emplace_back())) return false;
    }
    return true;
}

}  // namespace gateway::ike
