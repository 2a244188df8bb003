// What this gateway says: a response as a value, before it becomes octets.
#pragma once

#include <variant>
#include <vector>

#include "ike/child_selection.h"
#include "ike/header.h"
#include "ike/ike_auth_request.h"
#include "ike/ike_sa_init_request.h"
#include "policy/tuple.h"

namespace gateway::ike {

struct SelectedProposal {
    std::uint8_t number = 0;
    policy::Tuple tuple;
    bool with_integ_none = false;  // the chosen proposal named NONE beside its AEAD
    Octets spi = {};               // of a rekeyed IKE SA: 8 octets, the peer's or then ours
};

struct Nonce {
    Octets data;
};

struct Notify {
    NotifyType type{};
    Octets data;
    std::uint8_t protocol = 0;  // where it is about an SA, that SA's
    Octets spi = {};
};

// Names the group that a key share is wanted of.
[[nodiscard]] Notify invalid_ke_payload(std::uint16_t group);

struct Certificate {
    Octets der;
};

// Of which authorities a client's certificate should be: SHA-1 of their public keys.
struct CertificateRequest {
    std::vector<Octets> authorities;
};

struct EapMessage {
    Octets packet;
};

// A Child SA that is answered with: the proposal, and where the gateway wants to be sent to.
struct SelectedChildProposal {
    SelectedChild selected;
    std::uint32_t spi = 0;
};

struct SelectorsOfInitiator {
    TrafficSelectors list;
};
struct SelectorsOfResponder {
    TrafficSelectors list;
};

struct ConfigurationReply {
    ConfigurationAttributes attributes;
};

// Of Child SAs, by the SPIs that the gateway receives under.
struct DeletedChildren {
    std::vector<std::uint32_t> spis;
};

struct DeletedIkeSa {};

// Child SAs that the gateway asks for: one proposal each, the best first.
struct OfferedChildren {
    std::vector<SelectedChildProposal> proposals;
};

using Payload =
    std::variant<SelectedProposal, KeyShare, Nonce, Notify, Identification, Certificate,
                 Authenticator, ConfigurationReply, SelectedChildProposal, SelectorsOfInitiator,
                 SelectorsOfResponder, DeletedChildren, CertificateRequest, DeletedIkeSa,
                 OfferedChildren, EapMessage>;

// Or, where it is none, a request of the gateway's own.
struct Response {
    std::uint64_t initiator_spi = 0;
    std::uint64_t responder_spi = 0;
    std::uint8_t exchange_type = 0;
    std::uint32_t message_id = 0;
    std::vector<Payload> payloads;
    bool is_response = true;
    bool from_initiator = false;  // of an IKE SA that the gateway began
};

// The payloads as a chain, and the type of the first of them.
struct WrittenPayloads {
    std::uint8_t first = 0;
    Octets octets;
};
[[nodiscard]] WrittenPayloads write_payloads(const std::vector<Payload>& payloads);

[[nodiscard]] Header header_of(const Response& response, std::uint8_t first_payload);
[[nodiscard]] Octets write(const Response& response);

}  // namespace gateway::ike
