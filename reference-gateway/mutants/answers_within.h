// Changing what the gateway answers in exchanges of one kind.
#pragma once

#include <utility>

#include "mutants/mutants_within.h"

namespace gateway::mutants {

using Payloads = std::vector<ike::Payload>;

[[nodiscard]] inline Change in(ike::ExchangeType exchange, std::function<void(Payloads&)> change)
{
    return [exchange, change](net::Ingredients& gateway) {
        gateway.ike_seams.outbox = [exchange, change](ike::Response& response,
                                                      const ike::Arrival&) {
            if (response.exchange_type == std::to_underlying(exchange)) change(response.payloads);
        };
    };
}

}  // namespace gateway::mutants
