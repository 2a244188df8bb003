// What goes wrong with a client that wants EAP: the gateway's own proof, what it may not say yet,
// and the EAP messages themselves.
#include <algorithm>
#include <utility>

#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

using Payloads = std::vector<ike::Payload>;

constexpr std::uint8_t request = 1, failure = 4;
constexpr std::uint8_t identity = 1, tls = 13, mschapv2 = 26;
constexpr std::size_t length_end = 3, type_at = 4;

template <typename Payload>
Payload* first(Payloads& payloads)
{
    for (ike::Payload& payload : payloads) {
        if (auto* found = std::get_if<Payload>(&payload)) return found;
    }
    return nullptr;
}

// Of an answer with an EAP message of this code.
Mutant mutant(std::string name, std::string requirement, std::string code, std::uint8_t eap_code,
              std::function<void(Payloads&, Octets& packet)> change)
{
    const auto spoil = [eap_code, change](ike::Response& response, const ike::Arrival&) {
        auto* message = first<ike::EapMessage>(response.payloads);
        if (message == nullptr || message->packet.front() != eap_code) return;
        change(response.payloads, message->packet);
    };
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ike",
            {},
            [spoil](net::Ingredients& gateway) { gateway.ike_seams.outbox = spoil; }};
}

template <typename Payload>
void leave_out(Payloads& payloads)
{
    std::erase_if(payloads, [](const ike::Payload& payload) {
        return std::holds_alternative<Payload>(payload);
    });
}

}  // namespace

std::vector<Mutant> mishandles_eap()
{
    return {
        mutant("begins_eap_without_a_proof", "rfc7296/2.16/gateway-signs-before-eap", "no-auth",
               request,
               [](Payloads& payloads, Octets&) { leave_out<ike::Authenticator>(payloads); }),
        mutant("opens_a_child_before_eap", "rfc7296/2.16/child-waits-for-the-end-of-eap",
               "not-deferred", request,
               [](Payloads& payloads, Octets&) {
                   constexpr unsigned single = 32;
                   const auto selector = ike::selector_of(Octets{172, 16, 201, 9}, single);
                   payloads.emplace_back(ike::SelectorsOfInitiator{{selector}});
               }),
        mutant("ends_eap_by_a_notify", "rfc7296/2.16/failure-ends-eap", "no-eap", failure,
               [](Payloads& payloads, Octets&) {
                   payloads = {ike::Notify{ike::NotifyType::authentication_failed, {}}};
               }),
        mutant("lies_about_the_length_of_eap", "rfc7296/3.16/length-fits-the-payload",
               "wrong-length", request, [](Payloads&, Octets& packet) { ++packet[length_end]; }),
        mutant("asks_for_an_identity", "rfc7296/3.16/no-identity-asked-for", "identity-asked",
               request,
               [](Payloads& payloads, Octets& packet) {
                   if (first<ike::Authenticator>(payloads) == nullptr) return;
                   packet = {request, packet[1], 0, 5, identity};
               }),
        mutant("leaves_its_proof_to_mschapv2", "rfc5998/4/only-a-safe-method-alone",
               "unsafe-method-alone", request,
               [](Payloads& payloads, Octets& packet) {
                   const bool is_alone = first<ike::Authenticator>(payloads) == nullptr;
                   if (is_alone && packet[type_at] == tls) packet[type_at] = mschapv2;
               }),
    };
}

}  // namespace gateway::mutants
