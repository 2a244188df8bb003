#include "commands/connection.h"

#include <algorithm>

#include "crypto/certificate.h"
#include "crypto/key_exchange.h"
#include "probes/ike/refused_ike_auth.h"
#include "wire/ike/narrate.h"

namespace conformance::commands {

namespace {

using namespace wire::ike;
using peers::ike::Tunnel;

const std::vector<std::uint16_t> hashes{2, 3, 4};  // SHA2-256, 384 and 512

// The rows of the edition that the prober can carry to the end, in its order.
std::vector<catalog::IkeRow> rows_of(const catalog::Edition& edition)
{
    std::vector<catalog::IkeRow> rows;
    std::ranges::copy_if(edition.ike, std::back_inserter(rows), [](const auto& row) {
        return peers::ike::can_derive_keys(row) && crypto::supports_group(row.group);
    });
    return rows;
}

// Our address looks translated, so that ESP travels in UDP.
Message request_of(peers::ike::Initiator& peer, const std::vector<catalog::IkeRow>& rows,
                   std::uint16_t group, Random& random)
{
    SecurityAssociation offer;
    for (const auto& row : rows) {
        offer.proposals.push_back(
            peers::ike::proposal_of(row, static_cast<std::uint8_t>(offer.proposals.size() + 1)));
    }
    auto request = peer.ike_sa_init(std::move(offer), group);
    for (auto& one : request.payloads) {
        auto* notify = std::get_if<Notify>(&one.body);
        if (notify != nullptr && notify->is(NotifyType::nat_detection_source_ip)) {
            notify->data = random.octets(notify->data.size());
        }
    }
    request.payloads.push_back(peers::ike::signature_hash_algorithms(hashes));
    request.payloads.push_back(notify(NotifyType::ikev2_fragmentation_supported));
    return request;
}

std::string where(const Target& target)
{
    return to_string(Endpoint{target.address, target.ports.nat_t});
}

void check_proof(const Bench& bench, Tunnel& tunnel)
{
    if (bench.target.client_proof != ClientProof::certificate && !tunnel.is_proved_by_eap()) {
        tunnel.leave();
        throw Refused{"the gateway's AUTH is not by the key that EAP made"};
    }
    const auto certificates = tunnel.certificates();
    const auto check = certificates.empty() ? crypto::SignatureCheck::unknown
                                            : tunnel.verify_with(certificates.front()).check;
    if (check == crypto::SignatureCheck::good) {
        return;
    }
    tunnel.leave();
    throw Refused{certificates.empty()
                      ? "the gateway sent no certificate, so that nothing says who it is"
                      : "the gateway's AUTH is not made by the key of its certificate, or in a way "
                        "unknown here"};
}

std::uint32_t number_of(View octets)
{
    std::uint32_t number = 0;
    for (const auto octet : octets.first(4)) {
        number = number << 8 | octet;
    }
    return number;
}

void tell_the_gateway(const Bench& bench, const Tunnel& tunnel, Agreement& agreement)
{
    const auto* id = tunnel.body<Identification>(PayloadType::identification_responder);
    const auto certificates = tunnel.certificates();
    const auto certificate = crypto::Certificate::read(certificates.front());
    const auto& name =
        bench.target.server_name.empty() ? bench.target.host : bench.target.server_name;
    auto& lines = agreement.lines;
    const auto* signature = tunnel.signature();
    lines.push_back("gateway      " + words(*id) + ", by " + auth_method_name(signature->method) +
                    (tunnel.is_proved_by_eap() ? ", and by the key of EAP" : ""));
    lines.push_back(
        "certificate  " +
        (certificate ? certificate->subject + " of " + certificate->issuer : "unreadable") +
        "; its chain is not checked");
    if (!certificate || !certificate->names(name)) {
        lines.push_back("beware       it is not one of " + name);
    }
}

}  // namespace

Opened opened_tunnel(Bench& bench, WatchedNetwork& network)
{
    const auto rows = rows_of(bench.edition);
    if (rows.empty()) {
        throw Refused{"the policy has no IKE row that the prober has the algorithms for"};
    }
    peers::ike::Initiator peer{bench, peers::ike::Port::nat_t};
    auto answer = peer.exchange(request_of(peer, rows, rows.front().group, bench.random));
    if (const auto group = answer.wanted_group(); group && crypto::supports_group(*group)) {
        answer = peer.exchange(request_of(peer, rows, *group, bench.random));
    }
    if (!answer.accepted()) {
        throw Refused{"no IKE SA with " + where(bench.target) + ": " +
                      answer.text(bench.registries)};
    }
    Tunnel tunnel{bench, std::move(peer), std::move(answer), true};
    if (is_signalled()) {
        throw Interrupted{};
    }
    // Whoever is let in from here on has a session there, and learns so by the answer alone.
    network.bring_to_its_end();
    const auto& conclusion = tunnel.authenticate(tunnel.ike_auth());
    if (!tunnel.is_established()) {
        throw Refused{"authentication refused by " + where(bench.target) + ": " +
                      (tunnel.problem().empty() ? "" : tunnel.problem() + "; ") +
                      probes::ike::text_of(conclusion, bench.registries)};
    }
    if (is_signalled()) {
        tunnel.leave();
        throw Interrupted{};
    }
    check_proof(bench, tunnel);
    if (!tunnel.child()) {
        tunnel.leave();
        throw Refused{"no Child SA with " + where(bench.target) + ": " +
                      probes::ike::text_of(conclusion, bench.registries)};
    }
    auto own = tunnel.current();
    return {
        std::move(tunnel),
        {{own.initiator_spi, own.responder_spi}, true, std::move(own.keys), own.prf, own.next_id}};
}

Agreement agreement_of(const Bench& bench, const Tunnel& tunnel)
{
    Agreement agreement;
    auto& lines = agreement.lines;
    const auto* ike =
        tunnel.init().message().body<SecurityAssociation>(PayloadType::security_association);
    const auto* esp = tunnel.body<SecurityAssociation>(PayloadType::security_association);
    lines.push_back("IKE SA       " + line(ike->proposals.front(), bench.registries));
    tell_the_gateway(bench, tunnel, agreement);
    lines.push_back("Child SA     " + line(esp->proposals.front(), bench.registries));
    const auto* reply = tunnel.body<Configuration>(PayloadType::configuration);
    for (const auto& one :
         reply == nullptr ? std::vector<ConfigurationAttribute>{} : reply->attributes) {
        lines.push_back("given        " + words(one));
        if (one.is(AttributeType::internal_ip4_address) && one.value.size() == 4) {
            agreement.address = number_of(one.value);
        }
    }
    if (agreement.address == 0) {
        throw Refused{"the gateway gave no IPv4 address"};
    }
    const auto* behind = tunnel.body<TrafficSelectors>(PayloadType::traffic_selector_responder);
    for (const auto& one : behind == nullptr ? std::vector<TrafficSelector>{} : behind->selectors) {
        lines.push_back("behind it    " + words(one));
        if (one.type != selector_ipv4_range || one.addresses.size() != 8) {
            continue;
        }
        const View range{one.addresses};
        const auto networks =
            transport::networks_of_range(number_of(range), number_of(range.subspan(4)));
        agreement.behind.insert(agreement.behind.end(), networks.begin(), networks.end());
    }
    return agreement;
}

}  // namespace conformance::commands
