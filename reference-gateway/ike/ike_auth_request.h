// An IKE_AUTH request, opened: RFC 7296, Section 1.2. What a message lacks, or has where it is
// empty, is told apart; nothing at all means that it cannot be read.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ike/authenticator.h"
#include "ike/configuration_payload.h"
#include "ike/payload_chain.h"
#include "ike/proposal.h"
#include "ike/traffic_selector.h"

namespace gateway::ike {

struct Identification {
    std::uint8_t type = 0;
    Octets data;

    friend bool operator==(const Identification&, const Identification&) = default;
};
// The payload without its generic header, which is what the MAC of Section 2.15 covers.
[[nodiscard]] Octets body_of(const Identification& identification);

// ID_FQDN, and ID_DER_ASN1_DN of a certificate's subject: RFC 7296, Section 3.5.
[[nodiscard]] Identification name_identification(std::string_view name);
[[nodiscard]] Identification subject_identification(View certificate);

// A Child SA that is asked for: SA, TSi and TSr.
struct ChildRequest {
    std::vector<Proposal> proposals;
    TrafficSelectors initiator;
    TrafficSelectors responder;
};

struct IkeAuthRequest {
    Identification initiator;
    Octets initiator_body;  // as it came: its reserved octets count
    std::vector<Octets> certificates;  // X.509, in DER
    std::optional<Authenticator> authenticator;  // none: EAP is asked for
    std::optional<ConfigurationAttributes> configuration;
    std::optional<ChildRequest> child;
    bool initial_contact = false;
    bool eap_only = false;  // RFC 5998: the gateway need not sign
};

// What follows it where EAP is spoken: one of these, or neither.
struct EapTurn {
    std::optional<Octets> packet;
    std::optional<Authenticator> authenticator;
};

[[nodiscard]] std::optional<EapTurn> parse_eap_turn(const Chain& chain);
[[nodiscard]] std::optional<IkeAuthRequest> parse_ike_auth(const Chain& chain);

}  // namespace gateway::ike
