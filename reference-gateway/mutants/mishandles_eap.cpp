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
constexpr std::uint8_t success = 3;
constexpr std::size_t length_end = 3, type_at = 4, opcode_at = 5;

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
              std::function<void(Payloads&, Octets& packet)> change,
              std::vector<std::string> also = {})
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
            std::move(also),
            [spoil](net::Ingredients& gateway) { gateway.ike_seams.outbox = spoil; }};
}

template <typename Payload>
void leave_out(Payloads& payloads)
{
    std::erase_if(payloads, [](const ike::Payload& payload) {
        return std::holds_alternative<Payload>(payload);
    });
}

bool is_of_mschapv2(const Octets& packet, std::uint8_t opcode)
{
    return packet.size() > opcode_at && packet[type_at] == mschapv2 && packet[opcode_at] == opcode;
}

// In the place of what MS-CHAPv2 says by this opcode.
std::function<void(Payloads&, Octets&)> succeeding_at(std::uint8_t opcode)
{
    return [opcode](Payloads&, Octets& packet) {
        if (is_of_mschapv2(packet, opcode)) packet = {success, packet[1], 0, 4};
    };
}

void prove_another_password(Payloads&, Octets& packet)
{
    constexpr std::size_t first_digit = 11;
    if (!is_of_mschapv2(packet, success) || packet.size() <= first_digit) return;
    packet[first_digit] = packet[first_digit] == '0' ? '1' : '0';
}

void spoil_the_mac(ike::Response& response, const ike::Arrival&)
{
    constexpr std::uint8_t shared_key = 2;
    auto* authenticator = first<ike::Authenticator>(response.payloads);
    const bool is_mac = authenticator != nullptr && authenticator->method == shared_key;
    if (is_mac) authenticator->data.back() ^= 1U;
}

void believe_whoever_comes_so_far(net::Ingredients& gateway)
{
    for (auto& rule : gateway.ike_seams.rules.admission) {
        rule.check = [check = rule.check](const ike::Admission& admission) {
            return admission.proven ? std::nullopt : check(admission);
        };
    }
}

}  // namespace

std::vector<Mutant> mishandles_eap()
{
    const std::string key_of_eap = "rfc7296/2.16/auth-by-the-key-of-eap";
    const std::string authenticator_response = "rfc2759/5/authenticator-response";
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
               },
               {"rfc3748/4.2/failure-for-a-wrong-password"}),
        mutant("lies_about_the_length_of_eap", "rfc7296/3.16/length-fits-the-payload",
               "wrong-length", request, [](Payloads&, Octets& packet) { ++packet[length_end]; }),
        mutant("asks_for_an_identity", "rfc7296/3.16/no-identity-asked-for", "identity-asked",
               request,
               [](Payloads& payloads, Octets& packet) {
                   if (first<ike::Authenticator>(payloads) == nullptr) return;
                   packet = {request, packet[1], 0, 5, identity};
               },
               {"rfc2759/5", "rfc3748/4.2", "rfc7296/2.16"}),
        mutant("leaves_its_proof_to_mschapv2", "rfc5998/4/only-a-safe-method-alone",
               "unsafe-method-alone", request,
               [](Payloads& payloads, Octets& packet) {
                   const bool is_alone = first<ike::Authenticator>(payloads) == nullptr;
                   if (is_alone && packet[type_at] == tls) packet[type_at] = mschapv2;
               }),
        {"proves_itself_by_another_key_after_eap",
         key_of_eap,
         "auth-invalid",
         "ike",
         {},
         [](net::Ingredients& gateway) { gateway.ike_seams.outbox = spoil_the_mac; }},
        {"lets_in_without_a_proof_after_eap",
         "rfc7296/2.16/auth-after-eap",
         "established",
         "ike",
         {"rfc7296/2.15/wrong-auth-makes-no-ike-sa", "rfc7296/2.21.2/wrong-auth-refused-by-name"},
         believe_whoever_comes_so_far},
        mutant("proves_another_password", authenticator_response, "wrong-proof", request,
               prove_another_password),
        mutant("succeeds_before_the_method_does", "rfc3748/4.2/success-ends-the-method",
               "too-early", request, succeeding_at(success),
               {authenticator_response, key_of_eap}),
        mutant("believes_any_password", "rfc3748/4.2/failure-for-a-wrong-password", "success",
               request, succeeding_at(failure)),
    };
}

}  // namespace gateway::mutants
