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
    identification_initiator = 35,
    identification_responder = 36,
    certificate = 37,
    certificate_request = 38,
    authentication = 39,
    nonce = 40,
    notify = 41,
    delete_sa = 42,
    traffic_selector_initiator = 44,
    traffic_selector_responder = 45,
    encrypted = 46,
    configuration = 47,
    extensible_authentication = 48,  // the last of those that RFC 7296 defines
    encrypted_fragment = 53,         // RFC 7383
};

enum class NotifyType : std::uint16_t {
    unsupported_critical_payload = 1,
    invalid_ike_spi = 4,
    invalid_major_version = 5,
    invalid_syntax = 7,
    no_proposal_chosen = 14,
    invalid_ke_payload = 17,
    authentication_failed = 24,
    no_additional_sas = 35,
    internal_address_failure = 36,
    failed_cp_required = 37,
    ts_unacceptable = 38,
    unacceptable_addresses = 40,
    unexpected_nat_detected = 41,
    temporary_failure = 43,
    child_sa_not_found = 44,
    initial_contact = 16384,
    nat_detection_source_ip = 16388,
    nat_detection_destination_ip = 16389,
    cookie = 16390,
    rekey_sa = 16393,
    mobike_supported = 16396,
    update_sa_addresses = 16400,
    cookie2 = 16401,
    no_nats_allowed = 16402,
    eap_only_authentication = 16417,
    ikev2_fragmentation_supported = 16430,
    signature_hash_algorithms = 16431,
};

enum class TransformType : std::uint8_t { encr = 1, prf = 2, integ = 3, group = 4, esn = 5 };

enum class AuthenticationMethod : std::uint8_t {
    rsa_signature = 1,
    shared_key = 2,
    ecdsa_p256 = 9,
    ecdsa_p384 = 10,
    ecdsa_p521 = 11,
    digital_signature = 14,
};

enum class IdentificationType : std::uint8_t { fqdn = 2, distinguished_name = 9 };

inline constexpr std::uint8_t protocol_ike = 1;
inline constexpr std::uint8_t protocol_esp = 3;
inline constexpr std::uint16_t integ_none = 0;

}  // namespace gateway::ike
