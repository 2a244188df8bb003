// What an authenticated client asks: INFORMATIONAL (RFC 7296, Section 1.4), and CREATE_CHILD_SA
// (Section 1.3), of which responder_create.cpp knows more.
#include <algorithm>
#include <utility>

#include "ike/responder.h"
#include "ike/tell.h"

namespace gateway::ike {
namespace {

bool is(const Arrival& arrival, ExchangeType type)
{
    return arrival.header.exchange_type == std::to_underlying(type);
}

}  // namespace

void Responder::on_request_within(IkeSa& sa, const Arrival& arrival, const Chain& outside,
                                  const std::optional<Chain>& inside, Instant now,
                                  Actions& actions)
{
    Response response = response_to(sa, arrival);
    auto unknown = unknown_critical_payload(outside);
    if (!unknown && inside) unknown = unknown_critical_payload(*inside);
    if (unknown) {
        refuse_within(sa, arrival, Notify{NotifyType::unsupported_critical_payload, {*unknown}},
                      now, actions);
        return;
    }
    const Notify unreadable{NotifyType::invalid_syntax, {}};
    if (is(arrival, ExchangeType::create_child_sa)) {
        auto request = inside ? parse_create_child_sa(*inside) : std::nullopt;
        if (!request) return refuse_within(sa, arrival, unreadable, now, actions);
        return on_create_child_sa(sa, arrival, std::move(*request), now, actions);
    }
    DeleteRequests deletes;
    if (!is(arrival, ExchangeType::informational) || !inside || !read_deletes(*inside, deletes)) {
        return refuse_within(sa, arrival, unreadable, now, actions);
    }
    const bool is_over = carry_out(sa, seams_.deletions(deletes), response, actions);
    if (!is_over) attend_to_addresses(sa, arrival, *inside, response, actions);
    actions.events.push_back(told(arrival, "answered"));
    answer_within(sa, arrival, std::move(response), actions);
    if (is_over) end(sa, now, actions);
}

bool Responder::carry_out(IkeSa& sa, const DeleteRequests& deletes, Response& response,
                          Actions& actions)
{
    DeletedChildren deleted;
    for (const DeleteRequest& asked : deletes) {
        if (asked.protocol == protocol_ike) return true;
        for (const std::uint32_t spi : asked.spis) {
            const auto child = std::ranges::find(sa.children, spi, &Child::outbound);
            if (child == sa.children.end()) continue;
            const std::uint32_t inbound = child->inbound;
            // The gateway's own request crossed this one: RFC 7296, Section 2.25.1.
            const bool has_asked =
                sa.own.on_its_way() == Errand{Purpose::delete_child_sa, inbound};
            if (!has_asked) deleted.spis.push_back(inbound);
            discard(sa, inbound, actions);
        }
    }
    if (!deleted.spis.empty()) response.payloads.emplace_back(std::move(deleted));
    return false;
}

}  // namespace gateway::ike
