// RFC 7296, Section 2.9: Traffic Selector Negotiation.

#include <algorithm>
#include <array>

#include "probes/ike/rekeying.h"
#include "probes/ike/selectors.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::array both{PayloadType::traffic_selector_initiator, PayloadType::traffic_selector_responder};
constexpr std::size_t address_octets = 4;

const TrafficSelectors* selectors_of(const Conclusion& answer, PayloadType type) { return answer.body<TrafficSelectors>(type); }

std::string told(const TrafficSelectors& tsi, const TrafficSelectors& tsr) { return "TSi " + text_of(tsi) + ", TSr " + text_of(tsr); }

// The code of what is wrong with the selectors of an answer, empty when nothing is.
std::string flaw_of(const Message& request, const Conclusion& answer)
{
    for (const auto type : both) {
        const auto* asked = request.body<TrafficSelectors>(type);
        const auto* answered = selectors_of(answer, type);
        if (answered == nullptr || asked == nullptr || answered->selectors.empty()) { return "no-selectors"; }
        if (!answered->trailing.empty() || !std::ranges::all_of(answered->selectors, is_well_formed)) { return "malformed-selectors"; }
        if (!std::ranges::all_of(answered->selectors, [&](const auto& one) { return lies_within(one, *asked); })) { return "wider-than-asked"; }
    }
    return "";
}

Finding judge(Bench& bench, const Message& request, const Conclusion& answer)
{
    const auto expected = "TSi and TSr that select nothing that was not asked for, or no Child SA";
    if (answer.body<SecurityAssociation>(PayloadType::security_association) == nullptr) {
        return pass(bench, answer, "no-child-sa", expected);
    }
    const auto flaw = flaw_of(request, answer);
    auto finding = flaw.empty() ? pass(bench, answer, "subset", expected) : fail(bench, answer, flaw, expected);
    if (flaw.empty() || flaw == "wider-than-asked") {
        finding.observed = "asked for " + told(*request.body<TrafficSelectors>(both[0]), *request.body<TrafficSelectors>(both[1])) + "; got " +
                           told(*selectors_of(answer, both[0]), *selectors_of(answer, both[1]));
    }
    return finding;
}

void ask_for(Message& request, PayloadType type, const TrafficSelectors& selectors)
{
    for (auto& one : request.payloads) {
        if (one.is(type)) { one.body = selectors; }
    }
}

// The middle of the first range behind the gateway: one address that it serves, and less than it would serve.
std::optional<TrafficSelectors> one_address_of(const TrafficSelectors* served)
{
    if (served == nullptr || served->selectors.empty()) { return std::nullopt; }
    const auto& first = served->selectors.front();
    if (first.type != selector_ipv4_range || !is_well_formed(first)) { return std::nullopt; }
    const auto address = View{first.addresses}.subspan(address_octets);
    return ipv4_range(address, address);
}

TrafficSelectors of_one_port(TrafficSelectors selectors, bool with_unknown)
{
    constexpr std::uint8_t tcp = 6, unassigned_type = 200;
    constexpr std::uint16_t https = 443;
    auto& one = selectors.selectors.front();
    one.ip_protocol = tcp;
    one.start_port = one.end_port = https;
    if (with_unknown) {
        TrafficSelector unknown = one;
        unknown.type = unassigned_type;
        selectors.selectors.push_back(std::move(unknown));
    }
    return selectors;
}

// TSi and TSr of the answer are subsets of those of the request.
Finding answer_is_a_subset(Bench& bench)
{
    auto wide = established_tunnel(bench);
    const auto narrow_tsr = one_address_of(selectors_of(wide.answer(), both[1]));
    wide.leave();
    if (!narrow_tsr) { throw Unmet{"the gateway's answer to selectors of everything has no IPv4 range"}; }

    auto tunnel = half_open_tunnel(bench);
    auto request = tunnel.ike_auth();
    ask_for(request, both[1], *narrow_tsr);
    tunnel.authenticate(request);
    if (!tunnel.is_established()) { return inconclusive(bench, tunnel.answer(), "refused", "an IKE SA, with or without a Child SA"); }
    auto finding = judge(bench, request, tunnel.answer());
    // A Child SA more, of one port, beside a selector of a type that nobody knows: such are left out of the answer.
    if (finding.verdict == Verdict::pass) {
        for (const bool with_unknown : {true, false}) {
            Message asked;
            const auto made = opened_child(bench, tunnel, [&](Message& more) {
                ask_for(more, both[1], of_one_port(*narrow_tsr, with_unknown));
                asked = more;
            });
            if (!made.selected) { continue; }
            finding = judge(bench, asked, made.conclusion);
            break;
        }
    }
    tunnel.leave();
    return finding;
}

// The address assigned to a client is one that TSi of the Child SA selects.
Finding selectors_have_the_address(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "TSi has the address of INTERNAL_IP4_ADDRESS";
        const auto* tsi = selectors_of(tunnel.answer(), both[0]);
        const auto* reply = tunnel.body<Configuration>(PayloadType::configuration);
        const ConfigurationAttribute* address = nullptr;
        if (reply != nullptr) {
            const auto found = std::ranges::find_if(reply->attributes, [](const auto& one) {
                return one.is(AttributeType::internal_ip4_address) && one.value.size() == address_octets;
            });
            if (found != reply->attributes.end()) { address = &*found; }
        }
        if (tsi == nullptr || address == nullptr) { return inconclusive(here, tunnel.answer(), "no-address-or-selectors", expected); }
        auto finding = covers(*tsi, address->value) ? pass(here, tunnel.answer(), "selected", expected)
                                                    : fail(here, tunnel.answer(), "address-not-selected", expected);
        finding.observed = "TSi " + text_of(*tsi);
        return finding;
    });
}

const std::array table{
    Probe{"rfc7296/2.9/answer-is-a-subset", answer_is_a_subset, &tunnel_is_established},
    Probe{"p2s/ipsec/selectors-have-the-address", selectors_have_the_address, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_9_probes() { return table; }

}  // namespace conformance::probes::ike
