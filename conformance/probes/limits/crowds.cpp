#include "probes/limits/crowds.h"

#include <algorithm>

#include "probes/esp/ping.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tunnels.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::limits {

namespace {

// On loopback nobody else is in the way; elsewhere many gateways drop what exceeds five half-open
// IKE SAs of one address.
constexpr std::size_t at_a_time_on_loopback = 16, at_a_time_elsewhere = 4;

std::optional<std::string> excused(const Target& target)
{
    return ike::tunnel_is_established.excused(target);
}

std::optional<std::string> missing(const Learned& learned)
{
    if (learned.contains(ike::learned_row)) {
        return std::nullopt;
    }
    return "the gateway accepted no row of the edition at the start of this run";
}

bool one_comes_in(Bench& bench)
{
    const auto crowd = crowd_of(bench, 1);
    const bool came = crowd->come(1) == 1;
    crowd->everybody_leaves();
    return came;
}

// How long the key exchange takes us, compared with others.
unsigned cost(std::uint16_t group)
{
    switch (group) {
        case 31:
            return 0;
        case 19:
            return 1;
        case 20:
            return 2;
        case 21:
            return 3;
        case 2:
        case 5:
            return 4;
        case 14:
            return 5;
        case 24:
            return 6;
        default:
            return 7;
    }
}

catalog::IkeRow quickest_row(Bench& bench)
{
    const auto known = ike::known_row(bench);
    const auto quickest = std::ranges::min_element(bench.edition.ike, {},
                                                   [](const auto& row) { return cost(row.group); });
    if (quickest == bench.edition.ike.end() || cost(quickest->group) >= cost(known.group)) {
        return known;
    }
    peers::ike::Initiator peer{bench, ike::tunnel_port(bench)};
    return peer.negotiate(peer.ike_sa_init(*quickest)).accepted() ? *quickest : known;
}

}  // namespace

const Control somebody_comes_in{"one of the identities opens an IKE SA", excused, missing,
                                one_comes_in};

std::unique_ptr<Crowd> crowd_of(Bench& bench, std::size_t most)
{
    if (bench.target.client_proof == ClientProof::eap_mschapv2) {
        throw Unmet{
            "identities are certificates, and the client of this target file logs in by a "
            "password"};
    }
    const auto there = bench.identities == nullptr ? 0 : bench.identities->count();
    if (there < most) {
        throw Unmet{
            "needs " + std::to_string(most) + " identities, and has " + std::to_string(there) +
            ": issuer with issuer_key, or a list of identities, in [client] of the target file"};
    }
    const auto at_a_time = bench.target.is_loopback() ? at_a_time_on_loopback : at_a_time_elsewhere;
    return std::make_unique<Crowd>(
        bench,
        Crowd::Shape{quickest_row(bench), ike::tunnel_port(bench),
                     [&bench](auto& request) { esp::pretend_translation(request, bench.random); },
                     at_a_time});
}

std::string text_of(const Bench& bench, const Crowd& crowd)
{
    return crowd.refusal() ? ike::text_of(crowd.refusal()->conclusion, bench.registries)
                           : "nothing";
}

bool is_by(const Crowd& crowd, wire::ike::NotifyType type)
{
    return crowd.refusal() && crowd.refusal()->error == static_cast<std::uint16_t>(type);
}

std::vector<unsigned> frames_of(const Crowd& crowd)
{
    return crowd.refusal() ? crowd.refusal()->conclusion.answer.frames
                           : crowd.frames_of_the_latest();
}

bool is_silent(const Crowd& crowd)
{
    return crowd.refusal() && crowd.refusal()->is_silent();
}

std::string address_text(const Octets& address)
{
    const auto type = static_cast<std::uint16_t>(wire::ike::AttributeType::internal_ip4_address);
    return wire::ike::words(wire::ike::ConfigurationAttribute{type, address});
}

}  // namespace conformance::probes::limits
