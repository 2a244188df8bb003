// RFC 7296, Sections 3.15 and 4: the address that a client asks for, and one of IPv6 beside it.

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t address_octets = 4, ipv6_address_octets = 16;
constexpr unsigned longest_prefix = 128;

const ConfigurationAttribute* address_of(const Tunnel& tunnel)
{
    const auto* reply = tunnel.body<Configuration>(PayloadType::configuration);
    if (reply == nullptr || reply->type != configuration_reply) { return nullptr; }
    for (const auto& one : reply->attributes) {
        if (one.is(AttributeType::internal_ip4_address)) { return &one; }
    }
    return nullptr;
}

// `network` is 172.16.201.0/24, as the target file was checked to have it.
bool lies_in(View address, const std::string& network)
{
    const auto slash = network.find('/');
    in_addr base{};
    unsigned bits = 0;
    ::inet_pton(AF_INET, network.substr(0, slash).c_str(), &base);
    std::from_chars(network.data() + slash + 1, network.data() + network.size(), bits);
    std::uint32_t number = 0;
    for (const auto octet : address) {
        number = number << 8 | octet;
    }
    const auto mask = bits == 0 ? 0U : ~0U << (32 - bits);
    return (number & mask) == (ntohl(base.s_addr) & mask);
}

// A gateway that leases addresses answers the request for one with a CFG_REPLY that has an IPv4 address.
Finding address_is_assigned(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "CFG_REPLY with INTERNAL_IP4_ADDRESS of four octets";
        if (tunnel.answer().notify(NotifyType::internal_address_failure) != nullptr) {
            return inconclusive(here, tunnel.answer(), "refused-by-notify:36", expected);
        }
        const auto* address = address_of(tunnel);
        if (address == nullptr) {
            // Leasing is optional; a pool in the target file claims it.
            return here.target.address_pool ? fail(here, tunnel.answer(), "no-address", expected)
                                            : inconclusive(here, tunnel.answer(), "no-address", expected);
        }
        const bool is_one = address->value.size() == address_octets && address->value != Octets(address_octets);
        auto finding = is_one ? pass(here, tunnel.answer(), "assigned", expected) : fail(here, tunnel.answer(), "not-an-address", expected);
        finding.observed = words(*address);
        return finding;
    });
}

// CFG_REPLY answers a CFG_REQUEST only, and stands before SA in the message that carries SA.
Finding configuration_only_when_asked(Bench& bench)
{
    const auto expected = "CFG_REPLY before SA, and none where no CFG_REQUEST was sent";
    auto asking = established_tunnel(bench);
    asking.leave();
    const auto* reply = asking.find(PayloadType::configuration);
    const auto* sa = asking.find(PayloadType::security_association);
    if (reply != nullptr && sa != nullptr && reply > sa) { return fail(bench, asking.answer(), "after-sa", expected); }

    auto tunnel = half_open_tunnel(bench);
    auto request = tunnel.ike_auth();
    std::erase_if(request.payloads, [](const Payload& one) { return one.is(PayloadType::configuration); });
    tunnel.authenticate(request);
    tunnel.leave();
    return tunnel.find(PayloadType::configuration) != nullptr
               ? fail(bench, tunnel.answer(), "not-asked-for", expected)
               : pass(bench, tunnel.answer(), tunnel.is_established() ? "only-when-asked" : "refused", expected);
}

// The address assigned lies in the gateway's pool.
Finding address_lies_in_the_pool(Bench& bench)
{
    if (!bench.target.address_pool) {
        Finding finding;
        finding.verdict = Verdict::not_applicable;
        finding.code = "not-claimed";
        finding.observed = "the target file names no address_pool";
        return finding;
    }
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "an address of " + *here.target.address_pool;
        const auto* address = address_of(tunnel);
        if (address == nullptr || address->value.size() != address_octets) {
            return inconclusive(here, tunnel.answer(), "no-address", expected);
        }
        auto finding = lies_in(address->value, *here.target.address_pool)
                           ? pass(here, tunnel.answer(), "in-the-pool", expected)
                           : fail(here, tunnel.answer(), "outside-the-pool", expected);
        finding.observed = words(*address);
        return finding;
    });
}

std::vector<ConfigurationAttribute> given(const Tunnel& tunnel, AttributeType type)
{
    std::vector<ConfigurationAttribute> found;
    const auto* reply = tunnel.body<Configuration>(PayloadType::configuration);
    if (reply == nullptr || reply->type != configuration_reply) { return found; }
    std::ranges::copy_if(reply->attributes, std::back_inserter(found), [&](const auto& one) { return one.is(type); });
    return found;
}

bool has_ipv4_address(const Tunnel& tunnel)
{
    const auto* address = address_of(tunnel);
    return address != nullptr && address->value.size() == address_octets;
}

// Its traffic selectors are those of IPv4 alone, as without the question for IPv6.
Tunnel asking_for_both(Bench& bench)
{
    auto tunnel = half_open_tunnel(bench);
    auto request = tunnel.ike_auth();
    for (auto& one : request.payloads) {
        auto* configuration = std::get_if<Configuration>(&one.body);
        if (configuration == nullptr) { continue; }
        for (const auto type : {AttributeType::internal_ip6_address, AttributeType::internal_ip6_dns}) {
            configuration->attributes.push_back({static_cast<std::uint16_t>(type), {}});
        }
    }
    tunnel.authenticate(request);
    tunnel.leave();
    return tunnel;
}

// Of each type no more internal addresses are returned than were asked for.
Finding no_more_addresses_than_asked_for(Bench& bench)
{
    const auto expected = "at most one INTERNAL_IP4_ADDRESS and one INTERNAL_IP6_ADDRESS";
    const auto tunnel = asking_for_both(bench);
    const auto ipv4 = given(tunnel, AttributeType::internal_ip4_address).size();
    const auto ipv6 = given(tunnel, AttributeType::internal_ip6_address).size();
    if (ipv4 > 1 || ipv6 > 1) { return fail(bench, tunnel.answer(), "too-many", expected); }
    return ipv4 + ipv6 == 0 ? inconclusive(bench, tunnel.answer(), "no-address", expected)
                            : pass(bench, tunnel.answer(), "as-many-as-asked-for", expected);
}

// INTERNAL_IP6_ADDRESS in a CFG_REPLY is an address of 16 octets and a prefix length, which is at most 128.
Finding ipv6_address_has_a_prefix_length(Bench& bench)
{
    const auto expected = "INTERNAL_IP6_ADDRESS of 17 octets, of which the last is at most 128";
    const auto tunnel = asking_for_both(bench);
    const auto addresses = given(tunnel, AttributeType::internal_ip6_address);
    if (addresses.empty()) { return inconclusive(bench, tunnel.answer(), "no-ipv6-address", expected); }
    const auto& value = addresses.front().value;
    if (value.size() != ipv6_address_octets + 1) { return fail(bench, tunnel.answer(), "not-17-octets", expected); }
    auto finding = value.back() > longest_prefix ? fail(bench, tunnel.answer(), "prefix-too-long", expected)
                                                 : pass(bench, tunnel.answer(), "assigned", expected);
    finding.observed = words(addresses.front());
    return finding;
}

// A type of address that the gateway does not support is ignored: who asks for IPv4 and IPv6 gets the IPv4 address that it would get.
Finding unsupported_type_of_address_is_ignored(Bench& bench)
{
    const auto expected = "CFG_REPLY with INTERNAL_IP4_ADDRESS, as where that alone is asked for";
    auto usual = established_tunnel(bench);
    usual.leave();
    if (!has_ipv4_address(usual)) { return inconclusive(bench, usual.answer(), "no-address", expected); }
    const auto tunnel = asking_for_both(bench);
    if (has_ipv4_address(tunnel)) { return pass(bench, tunnel.answer(), "assigned", expected); }
    // Which of the two a gateway prefers that has one left is its own affair.
    const auto has_ipv6 = !given(tunnel, AttributeType::internal_ip6_address).empty();
    if (has_ipv6) { return inconclusive(bench, tunnel.answer(), "ipv6-alone", expected); }
    return not_taken(bench, tunnel, expected);
}

const std::array table{
    Probe{"rfc7296/4/address-assigned", address_is_assigned, &tunnel_is_established},
    Probe{"rfc7296/3.15.1/no-more-addresses-than-asked-for", no_more_addresses_than_asked_for, &tunnel_is_established},
    Probe{"rfc7296/3.15.1/ipv6-address-has-a-prefix-length", ipv6_address_has_a_prefix_length, &tunnel_is_established},
    Probe{"rfc7296/3.15.4/unsupported-type-of-address-ignored", unsupported_type_of_address_is_ignored, &tunnel_is_established},
    Probe{"rfc7296/2.19/configuration-only-when-asked", configuration_only_when_asked, &tunnel_is_established},
    Probe{"p2s/leases/address-of-the-pool", address_lies_in_the_pool, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_3_15_probes() { return table; }

}  // namespace conformance::probes::ike
