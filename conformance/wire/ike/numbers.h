// Numbers of IKEv2 that the prober speaks of by name: RFC 7296, Section 3, and the IANA registry.
#pragma once

#include <cstdint>

namespace conformance::wire::ike {

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
    delete_ = 42,
    vendor_id = 43,
    traffic_selector_initiator = 44,
    traffic_selector_responder = 45,
    encrypted_and_authenticated = 46,
    configuration = 47,
    extensible_authentication = 48,
    encrypted_fragment = 53,
};

enum class NotifyType : std::uint16_t {
    unsupported_critical_payload = 1,
    invalid_ike_spi = 4,
    invalid_major_version = 5,
    invalid_syntax = 7,
    invalid_message_id = 9,
    invalid_spi = 11,
    no_proposal_chosen = 14,
    invalid_ke_payload = 17,
    authentication_failed = 24,
    single_pair_required = 34,
    no_additional_sas = 35,
    internal_address_failure = 36,
    failed_cp_required = 37,
    ts_unacceptable = 38,
    unacceptable_addresses = 40,
    unexpected_nat_detected = 41,
    temporary_failure = 43,
    child_sa_not_found = 44,
    nat_detection_source_ip = 16388,
    nat_detection_destination_ip = 16389,
    initial_contact = 16384,
    set_window_size = 16385,
    ipcomp_supported = 16387,
    cookie = 16390,
    rekey_sa = 16393,
    esp_tfc_padding_not_supported = 16394,
    mobike_supported = 16396,
    update_sa_addresses = 16400,
    cookie2 = 16401,
    no_nats_allowed = 16402,
    signature_hash_algorithms = 16431,
    ikev2_fragmentation_supported = 16430,
};

// Section 3.15.1, Configuration Attribute Types.
enum class AttributeType : std::uint16_t {
    internal_ip4_address = 1,
    internal_ip4_netmask = 2,
    internal_ip4_dns = 3,
    internal_ip6_address = 8,
    internal_ip6_dns = 10,
    internal_ip4_subnet = 13,
};
inline constexpr std::uint8_t configuration_request = 1, configuration_reply = 2;

// Section 3.5, ID Types.
enum class IdentificationType : std::uint8_t {
    ipv4_address = 1,
    fqdn = 2,
    rfc822_address = 3,
    ipv6_address = 5,
    der_asn1_dn = 9,
    der_asn1_gn = 10,
    key_id = 11,
};

// Section 3.8 and the IANA registry, Authentication Methods.
enum class AuthenticationMethod : std::uint8_t {
    rsa_signature = 1,
    shared_key = 2,
    dss_signature = 3,
    ecdsa_p256 = 9,
    ecdsa_p384 = 10,
    ecdsa_p521 = 11,
    digital_signature = 14,
};

// Section 3.6, Certificate Encodings.
inline constexpr std::uint8_t certificate_x509_signature = 4;

// Section 3.13.1, TS Types.
inline constexpr std::uint8_t selector_ipv4_range = 7, selector_ipv6_range = 8;

enum class TransformType : std::uint8_t {
    encryption = 1,
    pseudorandom_function = 2,
    integrity = 3,
    key_exchange_method = 4,
    extended_sequence_numbers = 5,
};

// Flags of the header: X bits are reserved.
inline constexpr std::uint8_t flag_initiator = 0x08;
inline constexpr std::uint8_t flag_version = 0x10;
inline constexpr std::uint8_t flag_response = 0x20;
inline constexpr std::uint8_t flags_reserved = 0xc7;

inline constexpr std::uint8_t protocol_ike = 1;
inline constexpr std::uint8_t protocol_esp = 3;

}  // namespace conformance::wire::ike
