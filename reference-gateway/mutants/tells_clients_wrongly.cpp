// What stands in an answer, and should not, or should be something else: RFC 7296, Sections 1.3.1,
// 2.5, 2.9, 2.19 and 3.7; RFC 5685, Section 3.
#include <algorithm>

#include "mutants/answers_within.h"

namespace gateway::mutants {
namespace {

bool is(const ike::Payload& payload, ike::NotifyType type)
{
    const auto* notify = std::get_if<ike::Notify>(&payload);
    return notify != nullptr && notify->type == type;
}

Change adding(std::uint16_t type, Octets data)
{
    return in(ike::ExchangeType::ike_auth, [type, data](Payloads& payloads) {
        payloads.emplace_back(ike::Notify{static_cast<ike::NotifyType>(type), data});
    });
}

void blame_the_address(Payloads& payloads)
{
    constexpr ike::NotifyType internal_address_failure{36};
    for (ike::Payload& payload : payloads) {
        if (is(payload, ike::NotifyType::ts_unacceptable)) {
            std::get<ike::Notify>(payload).type = internal_address_failure;
        }
    }
}

// What authenticates the gateway is left out where an address is missing.
void refuse_the_ike_sa_too(Payloads& payloads)
{
    const bool is_refused = std::ranges::any_of(payloads, [](const ike::Payload& payload) {
        return is(payload, ike::NotifyType::failed_cp_required);
    });
    if (!is_refused) return;
    std::erase_if(payloads, [](const ike::Payload& payload) {
        return !is(payload, ike::NotifyType::failed_cp_required);
    });
}

void overlook_critical_payloads(Payloads& payloads)
{
    std::erase_if(payloads, [](const ike::Payload& payload) {
        return is(payload, ike::NotifyType::unsupported_critical_payload);
    });
}

void cut_off_an_authority(Payloads& payloads)
{
    for (ike::Payload& payload : payloads) {
        auto* request = std::get_if<ike::CertificateRequest>(&payload);
        if (request != nullptr && !request->authorities.empty()) {
            request->authorities.back().pop_back();
        }
    }
}

}  // namespace

std::vector<Mutant> tells_clients_wrongly()
{
    using enum ike::ExchangeType;
    constexpr std::uint16_t use_transport_mode = 16391, redirect = 16407;
    const Octets to_another_gateway{1, 4, 192, 0, 2, 77};
    return {
        mutant_within("ike", "blames_the_address_for_selectors",
                      "rfc7296/2.9/nothing-allowed-refused", "another-refusal",
                      in(create_child_sa, blame_the_address), {}),
        mutant_within("ike", "wants_an_address_for_the_ike_sa",
                      "rfc7296/2.19/failed-cp-required-leaves-the-ike-sa", "no-ike-sa",
                      in(ike_auth, refuse_the_ike_sa_too),
                      {"rfc7296/2.19/configuration-only-when-asked"}),
        mutant_within("ike", "overlooks_critical_payloads_within",
                      "rfc7296/2.5/unknown-critical-payload-rejected-within", "accepted",
                      in(informational, overlook_critical_payloads),
                      {"rfc7296/2.21.3/errors-are-answered"}),
        mutant_within("ipsec", "announces_transport_mode",
                      "rfc7296/1.3.1/tunnel-mode-unless-agreed", "unasked",
                      adding(use_transport_mode, {}), {}),
        mutant_within("ike", "redirects_whoever_comes", "rfc5685/3/no-redirect-unasked",
                      "redirected", adding(redirect, to_another_gateway), {"p2s/clients/tunnel"}),
        mutant_within("ike", "cuts_off_an_authority", "rfc7296/3.7/authorities-are-hashes",
                      "no-list-of-hashes", in(ike_sa_init, cut_off_an_authority), {}),
    };
}

}  // namespace gateway::mutants
