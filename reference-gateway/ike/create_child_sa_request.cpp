#include "ike/create_child_sa_request.h"

#include <algorithm>
#include <utility>

namespace gateway::ike {
namespace {

bool has(const Chain& chain, PayloadType type)
{
    return count_of(chain, type) > 0;
}

// False: one cannot be read, or names what it must not.
bool read_notifies(const Chain& chain, CreateChildSaRequest& request)
{
    return std::ranges::all_of(chain.payloads, [&](const RawPayload& payload) {
        if (payload.type != std::to_underlying(PayloadType::notify)) return true;
        Cursor in{payload.body};
        const std::uint8_t protocol = in.u8();
        const std::size_t spi_size = in.u8();
        const std::uint16_t type = in.u16();
        Cursor spi{in.take(spi_size)};
        if (!in.ok()) return false;
        if (type != std::to_underlying(NotifyType::rekey_sa)) return true;
        request.rekeyed_spi = spi.u32();
        return protocol == protocol_esp && spi.at_end();
    });
}

// Both or none.
bool read_selectors(const Chain& chain, CreateChildSaRequest& request)
{
    const bool has_any = has(chain, PayloadType::traffic_selector_initiator) ||
                         has(chain, PayloadType::traffic_selector_responder);
    if (!has_any) return request.is_for_an_ike_sa();
    auto initiator = parse_traffic_selectors(first_of(chain, PayloadType::traffic_selector_initiator));
    auto responder = parse_traffic_selectors(first_of(chain, PayloadType::traffic_selector_responder));
    if (!initiator || !responder) return false;
    request.initiator = std::move(*initiator);
    request.responder = std::move(*responder);
    return true;
}

}  // namespace

bool CreateChildSaRequest::is_for_an_ike_sa() const
{
    return std::ranges::all_of(proposals,
                               [](const Proposal& one) { return one.protocol == protocol_ike; });
}

std::optional<CreateChildSaRequest> parse_create_child_sa(const Chain& chain)
{
    auto proposals = parse_proposals(first_of(chain, PayloadType::security_association));
    const View nonce = first_of(chain, PayloadType::nonce);
    if (!proposals || !is_nonce(nonce) || count_of(chain, PayloadType::nonce) != 1 ||
        count_of(chain, PayloadType::security_association) != 1 ||
        count_of(chain, PayloadType::key_exchange) > 1) {
        return std::nullopt;
    }
    CreateChildSaRequest request;
    request.proposals = std::move(*proposals);
    request.nonce = copy_of(nonce);
    if (has(chain, PayloadType::key_exchange)) {
        request.key_share = parse_key_share(first_of(chain, PayloadType::key_exchange));
        if (!request.key_share) return std::nullopt;
    }
    if (!read_notifies(chain, request) || !read_selectors(chain, request)) return std::nullopt;
    return request;
}

}  // namespace gateway::ike
