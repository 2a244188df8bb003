// IANA's numbers as words of a mutant's name.
#pragma once

#include <cstdint>
#include <string>

#include "ike/numbers.h"

namespace gateway::mutants::mechanical {

[[nodiscard]] inline std::string name_of_notify(std::uint16_t type)
{
    using ike::NotifyType;
    switch (static_cast<NotifyType>(type)) {
        case NotifyType::unsupported_critical_payload:
            return "unsupported-critical-payload";
        case NotifyType::invalid_ike_spi:
            return "invalid-ike-spi";
        case NotifyType::invalid_major_version:
            return "invalid-major-version";
        case NotifyType::invalid_syntax:
            return "invalid-syntax";
        case NotifyType::no_proposal_chosen:
            return "no-proposal-chosen";
        case NotifyType::invalid_ke_payload:
            return "invalid-ke-payload";
        case NotifyType::authentication_failed:
            return "authentication-failed";
        case NotifyType::no_additional_sas:
            return "no-additional-sas";
        case NotifyType::internal_address_failure:
            return "internal-address-failure";
        case NotifyType::failed_cp_required:
            return "failed-cp-required";
        case NotifyType::ts_unacceptable:
            return "ts-unacceptable";
        case NotifyType::child_sa_not_found:
            return "child-sa-not-found";
        case NotifyType::rekey_sa:
            return "rekey-sa";
        case NotifyType::initial_contact:
            return "initial-contact";
        case NotifyType::nat_detection_source_ip:
            return "nat-detection-source-ip";
        case NotifyType::nat_detection_destination_ip:
            return "nat-detection-destination-ip";
        case NotifyType::cookie:
            return "cookie";
        case NotifyType::eap_only_authentication:
            return "eap-only-authentication";
        case NotifyType::ikev2_fragmentation_supported:
            return "ikev2-fragmentation-supported";
        case NotifyType::temporary_failure:
            return "temporary-failure";
        case NotifyType::unacceptable_addresses:
            return "unacceptable-addresses";
        case NotifyType::unexpected_nat_detected:
            return "unexpected-nat-detected";
        case NotifyType::mobike_supported:
            return "mobike-supported";
        case NotifyType::update_sa_addresses:
            return "update-sa-addresses";
        case NotifyType::cookie2:
            return "cookie2";
        case NotifyType::no_nats_allowed:
            return "no-nats-allowed";
        case NotifyType::signature_hash_algorithms:
            return "signature-hash-algorithms";
    }
    return "notify-" + std::to_string(type);
}

[[nodiscard]] inline std::string name_of_transform_type(std::uint8_t type)
{
    using ike::TransformType;
    switch (static_cast<TransformType>(type)) {
        case TransformType::encr:
            return "encr";
        case TransformType::prf:
            return "prf";
        case TransformType::integ:
            return "integ";
        case TransformType::group:
            return "group";
        case TransformType::esn:
            return "esn";
    }
    return "transform-" + std::to_string(type);
}

}  // namespace gateway::mutants::mechanical
