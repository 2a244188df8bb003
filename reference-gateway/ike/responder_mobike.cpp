// A client whose address changes: RFC 4555, Sections 3.5, 3.7 and 3.8.
#include <algorithm>
#include <utility>

#include "ike/mobike.h"
#include "ike/nat_detection.h"
#include "ike/responder.h"

namespace gateway::ike {

void Responder::attend_to_addresses(IkeSa& sa, const Arrival& arrival, const Chain& chain,
                                    Response& response, Actions& actions)
{
    if (const auto cookie = notify_of(chain, NotifyType::cookie2)) {
        response.payloads.emplace_back(Notify{NotifyType::cookie2, copy_of(cookie->data)});
    }
    if (!sa.mobike) return;
    if (forbids_the_nat(chain, arrival.path)) {
        response.payloads.emplace_back(Notify{NotifyType::unexpected_nat_detected, {}});
        return;
    }
    if (notify_of(chain, NotifyType::update_sa_addresses)) {
        if (sa.on_nat_t_port && !arrival.on_nat_t_port) {
            // ESP in UDP has no place there.
            response.payloads.emplace_back(Notify{NotifyType::unacceptable_addresses, {}});
            return;
        }
        const auto nat = nat_seen(chain, sa.initiator_spi, sa.responder_spi, arrival.path);
        sa.nat = nat.value_or(sa.nat);
        const bool is_elsewhere = sa.path.peer.address != arrival.path.peer.address;
        move(sa, arrival.path, arrival.on_nat_t_port, actions);
        if (is_elsewhere) sa.own.want_first({Purpose::check_address});
    }
    if (notify_of(chain, NotifyType::nat_detection_source_ip) ||
        notify_of(chain, NotifyType::nat_detection_destination_ip)) {
        std::ranges::move(nat_detection_of(response, arrival.path),
                          std::back_inserter(response.payloads));
    }
}

void Responder::on_address_checked(IkeSa& sa, const Chain& chain, Instant now, Actions& actions)
{
    const auto cookie = notify_of(chain, NotifyType::cookie2);
    if (!cookie || !std::ranges::equal(cookie->data, sa.cookie2)) {
        end(sa, now, actions);
        return;
    }
    // It may have been sent to several places: which of them it has reached nobody knows.
    if (sa.cookie2_went.address != sa.path.peer.address) {
        sa.own.want_first({Purpose::check_address});
    }
}

}  // namespace gateway::ike
