// Where a mutant or a test may take hold of the responder: its rules are data, and these functions
// can be replaced.
#pragma once

#include "ike/delete_payload.h"
#include "ike/protection.h"
#include "ike/rules.h"
#include "ike/selection.h"

namespace gateway::ike {

// Sees each response as a value, before it is encoded (and sealed).
using Outbox = std::function<void(Response&, const Arrival&)>;
// Sees the octets of each datagram, before they are sent.
using Wire = std::function<void(Send&, const Arrival&)>;
// By what two requests are one and the same: RFC 7296, Section 2.1 means every octet.
using RequestIdentity = std::function<Octets(const Arrival&)>;

[[nodiscard]] Octets identity_of_request(const Arrival& arrival);

// What a client's AUTH covers of its Identification payload: RFC 7296, Section 2.15 means all that
// came, reserved octets too.
using SignedIdentification = std::function<Octets(const IkeAuthRequest&)>;
// Which of the Delete payloads of a message are carried out.
using Deletions = std::function<DeleteRequests(const DeleteRequests&)>;

// Whether a response may leave in fragments: RFC 7383, Section 2.4.
using MayFragment = std::function<bool(bool both_support_it)>;

// Half the key of the longest PRF: RFC 7296, Section 2.10.
inline constexpr std::size_t our_nonce_size = 32;

// Opens what a client has sealed.
using Opener = std::function<std::optional<Octets>(const Algorithms& algorithms, const Keys& keys,
                                                   View message, std::size_t body_size)>;

struct Seams {
    Rules rules = all_rules();
    Selector select = ike::select;
    ChildSelector select_child = ike::select_child;
    Outbox outbox = [](Response&, const Arrival&) {};
    Opener open = open_sealed;
    Wire wire = [](Send&, const Arrival&) {};
    RequestIdentity request_identity = identity_of_request;
    SignedIdentification identification = [](const auto& claims) { return claims.initiator_body; };
    Deletions deletions = [](const auto& all) { return all; };
    // What of a key exchange enters the keys of a Child SA: RFC 7296, Section 2.17 means all of it.
    std::function<Octets(const Octets&)> child_secret = [](const Octets& secret) { return secret; };
    // Which PRF makes the SKEYSEED of an IKE SA in the place of another: RFC 7296, Section 2.18, has
    // the old one's.
    std::function<crypto::Hash(crypto::Hash old_prf, crypto::Hash new_prf)> prf_of_skeyseed =
        [](crypto::Hash old_prf, crypto::Hash) { return old_prf; };
    // Whether a request is served, by its Message ID and the next one: RFC 7296, Section 2.3.
    std::function<bool(std::uint32_t id, std::uint32_t next)> is_next = std::equal_to<>{};
    // Which refusal ends an established IKE SA: RFC 7296, Section 2.21.3.
    std::function<bool(NotifyType)> ends_the_sa = [](NotifyType refusal) {
        return refusal == NotifyType::invalid_syntax;
    };
    std::size_t nonce_size = our_nonce_size;
    MayFragment may_fragment = [](bool both_support_it) { return both_support_it; };
    FragmentNextPayload fragment_next_payload = next_payload_of_a_fragment;
    // Longer ones are sent in fragments, where both sides support it: IPv6 carries these anywhere.
    std::size_t longest_ip_datagram = 1280;
};

}  // namespace gateway::ike
