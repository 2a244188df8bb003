// The octets of an IKE header in a datagram that is about to be sent.
#pragma once

#include <utility>

#include "ike/numbers.h"
#include "ike/seams.h"

namespace gateway::mutants {

inline constexpr std::size_t responder_spi_at = 8;
inline constexpr std::size_t first_payload_at = 16;
inline constexpr std::size_t version_at = 17;
inline constexpr std::size_t exchange_type_at = 18;
inline constexpr std::size_t flags_at = 19;
inline constexpr std::size_t last_octet_of_message_id_at = 23;

inline std::uint8_t& octet(ike::Send& datagram, const ike::Arrival& request, std::size_t at)
{
    return datagram.octets.at(request.on_nat_t_port ? at + 4 : at);
}

// Nothing but a notify comes first in it.
inline bool is_a_refusal(ike::Send& datagram, const ike::Arrival& request)
{
    return octet(datagram, request, first_payload_at) ==
           std::to_underlying(ike::PayloadType::notify);
}

// Answers in the clear: a sealed one would no longer be authentic.
inline bool is_ike_sa_init(const ike::Arrival& request)
{
    return request.header.exchange_type == std::to_underlying(ike::ExchangeType::ike_sa_init);
}

}  // namespace gateway::mutants
