#include <utility>

#include "ike/rules.h"

namespace gateway::ike {
namespace {

std::optional<Refusal> has_the_marker_where_esp_may_come(const Arrival& arrival)
{
    if (!arrival.on_nat_t_port || arrival.has_marker) return std::nullopt;
    return Drop{"no-marker"};
}

std::optional<Refusal> is_a_request(const Arrival& arrival)
{
    if (!arrival.header.is_response || arrival.is_awaited) return std::nullopt;
    return Drop{"response"};
}

std::optional<Refusal> is_not_ikev1(const Arrival& arrival)
{
    if (arrival.header.major_version >= 2) return std::nullopt;
    return Drop{"ikev1"};
}

std::optional<Refusal> has_our_major_version(const Arrival& arrival)
{
    if (arrival.header.major_version == 2) return std::nullopt;
    return Notify{NotifyType::invalid_major_version, {}};
}

std::optional<Refusal> has_an_initiator_spi(const Arrival& arrival)
{
    if (arrival.header.initiator_spi != 0) return std::nullopt;
    return Drop{"no-initiator-spi"};
}

std::optional<Refusal> comes_from_the_other_end(const Arrival& arrival)
{
    if (arrival.header.from_initiator != arrival.of_ours) return std::nullopt;
    return Drop{"not-from-an-initiator"};
}

bool is(const Arrival& arrival, ExchangeType exchange)
{
    return arrival.header.exchange_type == std::to_underlying(exchange);
}

std::optional<Refusal> is_of_an_exchange_we_serve(const Arrival& arrival)
{
    const std::uint8_t exchange = arrival.header.exchange_type;
    if (exchange >= std::to_underlying(ExchangeType::ike_sa_init) &&
        exchange <= std::to_underlying(ExchangeType::informational)) {
        return std::nullopt;
    }
    return Drop{"unknown-exchange"};
}

std::optional<Refusal> numbers_its_messages(const Arrival& arrival)
{
    const Header& header = arrival.header;
    const bool first = is(arrival, ExchangeType::ike_sa_init);
    if (first && header.message_id == 0 && header.responder_spi == 0) return std::nullopt;
    // What follows is numbered within its SA.
    if (!first && header.responder_spi != 0) return std::nullopt;
    return Drop{"out-of-sequence"};
}

}  // namespace

std::vector<Rule<Arrival>> arrival_rules()
{
    return {
        {"rfc3948/2.2/non-esp-marker", has_the_marker_where_esp_may_come},
        {"rfc7296/2.21.4/responses-never-answered", is_a_request},
        {"p2s/ports/ikev1-refused", is_not_ikev1},
        {"rfc7296/2.5/higher-major-version-dropped", has_our_major_version},
        {"rfc7296/3.1/zero-initiator-spi", has_an_initiator_spi},
        {"rfc7296/3.1/initiator-flag-clear-in-a-request", comes_from_the_other_end},
        {"rfc7296/2.21.4/unknown-exchange-type", is_of_an_exchange_we_serve},
        {"rfc7296/2.2/initial-message-id-is-zero", numbers_its_messages},
    };
}

Rules all_rules()
{
    return {arrival_rules(),   ike_sa_init_rules(), fragment_rules(),        ike_auth_rules(),
            admission_rules(), child_rules(),       create_child_sa_rules()};
}

}  // namespace gateway::ike
