// What the clients that people use ask for behind IKE_SA_INIT: identities, addresses, selectors and
// ESP as each sends them.

#include <algorithm>
#include <array>
#include <ranges>

#include "core/client_proof.h"
#include "probes/clients/messages.h"
#include "probes/clients/offers.h"
#include "probes/clients/standing.h"
#include "probes/clients/tables.h"
#include "probes/ike/controls.h"
#include "probes/ike/selectors.h"
#include "probes/ike/tunnels.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::clients {

namespace {

using namespace wire::ike;
using peers::ike::Initiator;
using peers::ike::Tunnel;

constexpr std::uint16_t redirect = 16'407;
constexpr std::size_t ipv4_octets = 4;
constexpr std::size_t most_attributes = 32;  // of a reply: more are not told
constexpr std::uint16_t signature_hash_algorithms = 16'431;

bool has_payload(const catalog::VpnClient& client, PayloadType type)
{
    return std::ranges::any_of(client.ike_auth.payloads, [&](const auto& one) {
        return one.type == static_cast<std::uint8_t>(type);
    });
}

const Notify* refusal_in(const peers::ike::Conclusion& conclusion)
{
    for (const auto& one : conclusion.inside) {
        const auto* notify = std::get_if<Notify>(&one.body);
        if (notify != nullptr && (notify->is_error() || notify->type == redirect)) {
            return notify;
        }
    }
    return nullptr;
}

// What it did to a request that is as good as ours: only these say that the gateway did not
// understand it, or not its own policy. Silence may be the path's, which drops fragments of IP.
Freedom freedom_of(const Bench& bench, const Notify* refusal, bool is_silent)
{
    if (refusal == nullptr) {
        return is_silent ? Freedom::of_the_gateway : Freedom::none;
    }
    const bool is_about_policy =
        refusal->is(NotifyType::no_proposal_chosen) && !bench.edition.ipsec.empty();
    const bool is_misunderstood = refusal->is(NotifyType::invalid_syntax) ||
                                  refusal->is(NotifyType::ts_unacceptable) ||
                                  refusal->is(NotifyType::unsupported_critical_payload);
    return is_about_policy || is_misunderstood ? Freedom::none : Freedom::of_the_gateway;
}

// Of ESP: that sequence numbers are not extended goes without saying.
std::string esp_words(const Bench& bench, Proposal proposal)
{
    std::erase_if(proposal.transforms, [](const Transform& one) {
        return one.type == static_cast<std::uint8_t>(TransformType::extended_sequence_numbers) &&
               one.id == 0;
    });
    return line(proposal, bench.registries);
}

// The tunnel that came of it, in one line: IKE, ESP, address, DNS, routes.
std::string told(const Bench& bench, const Tunnel& tunnel)
{
    const auto* ike =
        tunnel.init().message().body<SecurityAssociation>(PayloadType::security_association);
    const auto* esp = tunnel.body<SecurityAssociation>(PayloadType::security_association);
    auto text = "IKE " + line(ike->proposals.front(), bench.registries);
    if (esp != nullptr && !esp->proposals.empty()) {
        text += "; ESP " + esp_words(bench, esp->proposals.front());
    }
    if (const auto* reply = tunnel.body<Configuration>(PayloadType::configuration)) {
        for (const auto& one : reply->attributes | std::views::take(most_attributes)) {
            text += "; " + words(one);
        }
    }
    if (const auto* routes =
            tunnel.body<TrafficSelectors>(PayloadType::traffic_selector_responder)) {
        text += "; routes " + ike::text_of(*routes);
    }
    return text;
}

bool has_address(const Tunnel& tunnel)
{
    const auto* reply = tunnel.body<Configuration>(PayloadType::configuration);
    return reply != nullptr && reply->type == configuration_reply &&
           std::ranges::any_of(reply->attributes, [](const auto& one) {
               return one.is(AttributeType::internal_ip4_address) &&
                      one.value.size() == ipv4_octets;
           });
}

std::string code_of(const Tunnel& tunnel, const Notify* refusal)
{
    if (refusal != nullptr) {
        return refusal->type == redirect ? "redirected"
                                         : "refused-by-notify:" + std::to_string(refusal->type);
    }
    const auto& answer = tunnel.answer().answer;
    if (!answer.is_message()) {
        return answer.code();
    }
    return tunnel.is_established() ? "no-child-sa" : "unexpected";
}

Finding with_tunnel(Bench& bench, const catalog::VpnClient& client, const Tunnel& tunnel)
{
    const auto expected =
        client.title + ": an IKE SA, a Child SA of its ESP proposals and an IPv4 address";
    const auto* refusal = refusal_in(tunnel.answer());
    const auto found = [&](std::string code) {
        auto finding = ike::fail(bench, tunnel.answer(), std::move(code), expected);
        if (tunnel.is_established()) {
            finding.observed = told(bench, tunnel);
            if (refusal != nullptr) {
                finding.observed += "; Notify " + notify_name(refusal->type, bench.registries);
            }
        }
        return finding;
    };
    const auto* esp = tunnel.body<SecurityAssociation>(PayloadType::security_association);
    if (!tunnel.is_established() || esp == nullptr || esp->proposals.empty()) {
        const bool is_about_esp = refusal != nullptr && refusal->is(NotifyType::no_proposal_chosen);
        return does_not_connect(bench, found(code_of(tunnel, refusal)),
                                is_about_esp ? no_ipsec_row(bench, client) : std::nullopt,
                                freedom_of(bench, refusal, !tunnel.answer().answer.is_message()));
    }
    if (!is_offered(client.ike_auth.proposals, esp->proposals.front())) {
        return found("selected-another");
    }
    if (!has_address(tunnel)) {
        return does_not_connect(
            bench, found("no-address"), std::nullopt,
            bench.target.address_pool ? Freedom::none : Freedom::of_the_gateway);
    }
    if (!has_payload(client, PayloadType::certificate_request) && tunnel.certificates().empty()) {
        auto finding = found("no-certificate");
        finding.observed += "; no CERT: this client does not ask for one, and has none of its own";
        return does_not_connect(bench, std::move(finding), std::nullopt, Freedom::of_the_gateway);
    }
    auto finding = ike::pass(bench, tunnel.answer(), "connects", expected);
    finding.observed = "connects: " + told(bench, tunnel);
    return finding;
}

// This client connects, with a Child SA of its ESP proposals and an address, where the edition serves
// it.
Finding client_connects(Bench& bench)
{
    if (const auto excuse = not_claimed(bench)) {
        return *excuse;
    }
    const auto& client = client_of(bench);
    const auto way = to_string(bench.target.client_proof);
    if (std::ranges::find(client.ike_auth.ways, way) == client.ike_auth.ways.end()) {
        return inconclusive("not-driven-further", client.title + ": it connects",
                            "it does not authenticate by " + way +
                                ", which opens the tunnels of this run");
    }
    Initiator peer{bench, ike::tunnel_port(bench)};
    auto begun = begin(peer, client, Fragments::not_announced);
    if (!begun.answer.accepted()) {
        auto finding = inconclusive(begun.answer.code(), client.title + ": an IKE SA",
                                    begun.answer.text(bench.registries), begun.answer.frames);
        return does_not_connect(bench, std::move(finding), no_ike_row(bench, client),
                                Freedom::of_the_gateway);
    }
    const auto& payloads = client.ike_sa_init.payloads;
    const bool lists_hashes = std::ranges::find(payloads, signature_hash_algorithms,
                                                &catalog::ClientPayload::notify) != payloads.end();
    Tunnel tunnel{bench, std::move(peer), std::move(begun.answer), lists_hashes};
    tunnel.authenticate(ike_auth(tunnel, client, bench));
    auto finding = with_tunnel(bench, client, tunnel);
    tunnel.leave();
    return finding;
}

const std::array table{
    Probe{"p2s/clients/tunnel", client_connects, &ike::tunnel_is_established, Impact::safe, names},
};

}  // namespace

std::span<const Probe> tunnel_probes()
{
    return table;
}

}  // namespace conformance::probes::clients
