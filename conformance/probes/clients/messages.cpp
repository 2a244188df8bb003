#include "probes/clients/messages.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "core/probe.h"
#include "crypto/certificate.h"
#include "crypto/key_exchange.h"
#include "probes/clients/offers.h"

namespace conformance::probes::clients {

namespace {

using namespace wire::ike;
using peers::ike::Answer;
using peers::ike::Initiator;
using peers::ike::Tunnel;

constexpr unsigned most_rounds =
    3;  // the second may be answered by a copy of the first answer, which the path made
constexpr std::uint8_t ipv4_octets = 4, ipv6_octets = 16;

bool is(const catalog::ClientPayload& one, PayloadType type)
{
    return one.type == static_cast<std::uint8_t>(type);
}
bool is(const catalog::ClientPayload& one, NotifyType type)
{
    return one.notify == static_cast<std::uint16_t>(type);
}

// The payload of that type and notify that a well-behaved peer of ours sends; nothing where it has
// none.
const Payload* like(const Message& ours, const catalog::ClientPayload& wanted)
{
    for (const auto& one : ours.payloads) {
        const auto* notify = std::get_if<Notify>(&one.body);
        if (one.type == wanted.type && (notify == nullptr || notify->type == wanted.notify)) {
            return &one;
        }
    }
    return nullptr;
}

void add_all_like(const Message& ours, const catalog::ClientPayload& wanted,
                  std::vector<Payload>& payloads)
{
    for (const auto& one : ours.payloads) {
        if (one.type == wanted.type) {
            payloads.push_back(one);
        }
    }
}

// ID_FQDN, or an address.
Identification named(const std::string& name)
{
    std::array<std::uint8_t, ipv6_octets> octets{};
    if (::inet_pton(AF_INET, name.c_str(), octets.data()) == 1) {
        return {static_cast<std::uint8_t>(IdentificationType::ipv4_address),
                0,
                {octets.begin(), octets.begin() + ipv4_octets}};
    }
    if (::inet_pton(AF_INET6, name.c_str(), octets.data()) == 1) {
        return {static_cast<std::uint8_t>(IdentificationType::ipv6_address),
                0,
                {octets.begin(), octets.end()}};
    }
    return {static_cast<std::uint8_t>(IdentificationType::fqdn), 0, {name.begin(), name.end()}};
}

// The name in the certificate, as a profile has it: its first DNS name, else the common name.
// Nothing where it has neither.
std::optional<Identification> name_in(View certificate)
{
    const auto read = crypto::Certificate::read(certificate);
    if (!read) {
        return std::nullopt;
    }
    const auto& name = read->has_dns_names() ? read->dns_names.front() : read->common_name;
    return name.empty() ? std::nullopt : std::optional{named(name)};
}

Configuration request_of(const std::vector<std::uint16_t>& attributes)
{
    Configuration request;
    for (const auto type : attributes) {
        request.attributes.push_back({type, {}});
    }
    return request;
}

TrafficSelectors everything(const catalog::VpnClient& client)
{
    TrafficSelectors all;
    const auto add = [&](std::uint8_t type, std::size_t octets) {
        TrafficSelector one;
        one.type = type;
        one.addresses = Octets(octets);
        one.addresses.insert(one.addresses.end(), octets, 0xff);
        all.selectors.push_back(std::move(one));
    };
    if (client.ike_auth.selects_ipv4) {
        add(selector_ipv4_range, ipv4_octets);
    }
    if (client.ike_auth.selects_ipv6) {
        add(selector_ipv6_range, ipv6_octets);
    }
    return all;
}

void replace(Message& message, PayloadType type, Body body)
{
    for (auto& one : message.payloads) {
        if (one.is(type)) {
            one.body = std::move(body);
            return;
        }
    }
}

}  // namespace

Message ike_sa_init(Initiator& peer, const catalog::VpnClient& client, std::uint16_t ke_group,
                    Fragments fragments)
{
    const auto& data = client.ike_sa_init;
    auto message = peer.ike_sa_init(offer_of(data.proposals, protocol_ike, {}), ke_group);
    std::vector<Payload> payloads;
    for (const auto& one : data.payloads) {
        if (is(one, PayloadType::vendor_id)) {
            for (const auto& octets : data.vendor_ids) {
                payloads.push_back(opaque(one.type, octets));
            }
        } else if (const auto* ours = like(message, one)) {
            payloads.push_back(*ours);
        } else if (is(one, NotifyType::signature_hash_algorithms)) {
            payloads.push_back(peers::ike::signature_hash_algorithms(data.hashes));
        } else if (!is(one, NotifyType::ikev2_fragmentation_supported) ||
                   fragments == Fragments::as_the_client) {
            payloads.push_back(payload(Notify{0, one.notify, {}, {}}));
        }
    }
    message.payloads = std::move(payloads);
    return message;
}

Begun begin(Initiator& peer, const catalog::VpnClient& client, Fragments fragments)
{
    auto nonce = peer.nonce();
    nonce.resize(client.ike_sa_init.nonce_octets, 0x5a);
    peer.assume_nonce(std::move(nonce));
    Begun begun;
    begun.group = client.ike_sa_init.group;
    std::vector<unsigned> frames;
    for (unsigned round = 0; round < most_rounds; ++round) {
        begun.answer = peer.exchange(ike_sa_init(peer, client, begun.group, fragments));
        frames.insert(frames.end(), begun.answer.frames.begin(), begun.answer.frames.end());
        const auto wanted = begun.answer.wanted_group();
        if (!wanted || !is_offered(client.ike_sa_init.proposals, *wanted) ||
            !crypto::supports_group(*wanted)) {
            break;
        }
        begun.group = *wanted;
    }
    begun.answer.frames = std::move(frames);
    return begun;
}

Message ike_auth(Tunnel& tunnel, const catalog::VpnClient& client, const Bench& bench)
{
    const auto& data = client.ike_auth;
    auto ours = tunnel.ike_auth();
    const auto* sa = ours.body<SecurityAssociation>(PayloadType::security_association);
    replace(ours, PayloadType::security_association,
            offer_of(data.proposals, protocol_esp, sa->proposals.front().spi));
    replace(ours, PayloadType::configuration, request_of(data.attributes));
    replace(ours, PayloadType::traffic_selector_initiator, everything(client));
    replace(ours, PayloadType::traffic_selector_responder, everything(client));
    if (!data.names_its_subject && bench.target.client_proof == ClientProof::certificate) {
        if (const auto name = name_in(bench.credentials->certificates().front())) {
            replace(ours, PayloadType::identification_initiator, *name);
        }
    }
    auto message = ours;
    message.payloads.clear();
    for (const auto& one : data.payloads) {
        if (is(one, PayloadType::identification_responder)) {
            const auto& name =
                bench.target.server_name.empty() ? bench.target.host : bench.target.server_name;
            message.payloads.push_back(payload(PayloadType::identification_responder, named(name)));
        } else if (is(one, PayloadType::notify)) {
            if (!is(one, NotifyType::initial_contact)) {
                message.payloads.push_back(payload(Notify{0, one.notify, {}, {}}));
            }
        } else {
            add_all_like(ours, one, message.payloads);
        }
    }
    tunnel.sign(message);
    return message;
}

}  // namespace conformance::probes::clients
