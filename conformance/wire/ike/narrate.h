// IKEv2 messages told in lines for a person: what the report shows as the decoded exchange.
#pragma once

#include <string>
#include <vector>

#include "catalog/registries.h"
#include "wire/ike/message.h"

namespace conformance::wire::ike {

// "IKE_SA_INIT response, SA KE Nonce N(NAT_DETECTION_SOURCE_IP)"
[[nodiscard]] std::string summary(const Message& message, const catalog::Registries& registries);
[[nodiscard]] std::vector<std::string> narrate(const Dissection& dissection,
                                               const catalog::Registries& registries);
[[nodiscard]] std::vector<std::string> narrate(const std::vector<Payload>& payloads,
                                               const catalog::Registries& registries);

// "ENCR_AES_CBC-256", "PRF_HMAC_SHA2_256", "2048-bit MODP Group"
[[nodiscard]] std::string name(const Transform& transform, const catalog::Registries& registries);
[[nodiscard]] std::string notify_name(std::uint16_t type, const catalog::Registries& registries);
// "ID_FQDN gw.example.test", "10.0.0.0 to 10.0.0.255", "INTERNAL_IP4_ADDRESS 10.0.0.7", "the ESP SA c0ffee01"
[[nodiscard]] std::string words(const Identification& identification);
[[nodiscard]] std::string words(const TrafficSelector& selector);
[[nodiscard]] std::string words(const ConfigurationAttribute& attribute);
[[nodiscard]] std::string words(const Delete& body);
[[nodiscard]] std::string auth_method_name(std::uint8_t method);
// "#1 IKE: ENCR_AES_CBC-256, PRF_HMAC_SHA2_256, ..."
[[nodiscard]] std::string line(const Proposal& proposal, const catalog::Registries& registries);

}  // namespace conformance::wire::ike
