// RFC 7296, Sections 2.9 and 2.9.2: the Traffic Selectors of a Child SA more, and of one that takes
// the place of another.

#include <algorithm>
#include <array>

#include "probes/ike/rekeying.h"
#include "probes/ike/selectors.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::array both{PayloadType::traffic_selector_initiator,
                          PayloadType::traffic_selector_responder};
constexpr std::size_t address_octets = 4;

const TrafficSelectors& selectors_in(const Conclusion& conclusion, PayloadType type)
{
    static const TrafficSelectors none{};
    const auto* found = conclusion.body<TrafficSelectors>(type);
    return found == nullptr ? none : *found;
}

std::string told(const Conclusion& conclusion)
{
    return "TSi " + text_of(selectors_in(conclusion, both[0])) + ", TSr " +
           text_of(selectors_in(conclusion, both[1]));
}

// What is selected there is selected here too.
bool has_all_of(const TrafficSelectors& here, const TrafficSelectors& there)
{
    return std::ranges::all_of(there.selectors,
                               [&](const auto& one) { return lies_within(one, here); });
}

// Rekeying a Child SA never narrows its Traffic Selectors below the scope in use.
Finding rekeying_never_narrows(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto before = told(tunnel.answer());
        const auto expected = "TSi and TSr that select what those in use do: " + before;
        const auto made = rekeyed_child(here, tunnel);
        if (!made.selected) {
            return inconclusive(here, made.conclusion, made.code(), expected);
        }
        const bool is_whole = std::ranges::all_of(both, [&](PayloadType type) {
            return has_all_of(selectors_in(made.conclusion, type),
                              selectors_in(tunnel.answer(), type));
        });
        auto finding = is_whole ? pass(here, made.conclusion, "not-narrowed", expected)
                                : fail(here, made.conclusion, "narrowed", expected);
        finding.observed = told(made.conclusion);
        return finding;
    });
}

// TCP from or to the first address of the first of these, as of a packet that asks for the SA.
TrafficSelector of_a_packet(const TrafficSelectors& selectors, std::uint16_t port)
{
    constexpr std::uint8_t tcp = 6;
    if (selectors.selectors.empty() || selectors.selectors.front().type != selector_ipv4_range ||
        !is_well_formed(selectors.selectors.front())) {
        throw Unmet{"the selectors in use have no IPv4 range"};
    }
    const auto& first = selectors.selectors.front();
    if (first.ip_protocol != 0 || first.start_port != 0 || first.end_port != 0xffff) {
        throw Unmet{"the selectors in use are not of every protocol and port"};
    }
    const View address = View{first.addresses}.first(address_octets);
    auto one = ipv4_range(address, address).selectors.front();
    one.ip_protocol = tcp;
    if (port != 0) {
        one.start_port = port;
        one.end_port = port;
    }
    return one;
}

// Narrowed Traffic Selectors include the initiator's first ones where policy allows these.
Finding first_selectors_are_kept(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        constexpr std::uint16_t https = 443;
        const std::array<TrafficSelector, 2> firsts{
            of_a_packet(selectors_in(tunnel.answer(), both[0]), 0),
            of_a_packet(selectors_in(tunnel.answer(), both[1]), https)};
        const auto made = opened_child(here, tunnel, [&](Message& request) {
            for (auto& one : request.payloads) {
                for (std::size_t i = 0; i < both.size(); ++i) {
                    if (one.is(both[i])) {
                        auto& list = std::get<TrafficSelectors>(one.body).selectors;
                        list.insert(list.begin(), firsts[i]);
                    }
                }
            }
        });
        const auto expected = "TSi and TSr that select TCP from " + text_of({0, {firsts[0]}}) +
                              " to " + text_of({0, {firsts[1]}});
        if (!made.selected) {
            return inconclusive(here, made.conclusion, made.code(), expected);
        }
        const bool kept = lies_within(firsts[0], selectors_in(made.conclusion, both[0])) &&
                          lies_within(firsts[1], selectors_in(made.conclusion, both[1]));
        auto finding = kept ? pass(here, made.conclusion, "kept", expected)
                            : fail(here, made.conclusion, "not-kept", expected);
        finding.observed = told(made.conclusion);
        return finding;
    });
}

const std::array table{
    Probe{"rfc7296/2.9/first-selectors-are-kept", first_selectors_are_kept, &tunnel_is_established},
    Probe{"rfc7296/2.9.2/rekeying-never-narrows", rekeying_never_narrows, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_9_2_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
