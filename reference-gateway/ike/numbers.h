// IANA's numbers of IKEv2, as far as this gateway uses them.
#pragma once

#include <cstdint>

namespace gateway::ike {

enum class ExchangeType : std::uint8_t {
    ike_sa_init = 34,
    ike_auth = 35,
    create_child_sa = 36,
    informational = 37,
};

enum class PayloadType : std::uint8_t {
    none = 0,
    security_association = 33,
    key_exchange = 34,
    nonce = 40,
    notify = 41,
    encrypted = 46,
    extensible_authentication = 48,  // the last of those that RFC 7296 defines
};

enum class NotifyType : std::uint16_t {
    unsupported_critical_payload = 1,
    invalid_ike_spi = 4,
    invalid_major_version = 5,
    invalid_syntax = 7,
    no_proposal_chosen = 14,
    invalid_ke_payload = 17,
    authentication_failed = 24,
    nat_detection_source_ip = 16388,
    nat_detection_destination_ip = 16389,
    cookie = 16390,
};

enum class TransformType : std::uint8_t { encr = 1, prf = 2, integ = 3, group = 4 };

inline constexpr std::uint8_t protocol_ike = 1;
inline constexpr std::uint16_t integ_none = 0;

}  // namespace gateway::ike
