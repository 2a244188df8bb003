// RFC 4555: IKEv2 Mobility and Multihoming Protocol, in INFORMATIONAL exchanges.

#include <array>

#include "probes/ike/mobile_tunnel.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// Nothing: it is one.
std::optional<Finding> no_response(const Bench& bench, const Conclusion& answer,
                                   const std::string& expected)
{
    if (answer.opened) {
        return std::nullopt;
    }
    return fail(bench, answer, silence_of(answer), expected);
}

// COOKIE2 in an INFORMATIONAL request is copied as it is to the response.
Finding cookie2_is_copied(Bench& bench)
{
    return in_mobile_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        constexpr std::size_t octets = 16;
        const auto cookie = here.random.octets(octets);
        const auto expected = "COOKIE2 with " + hex(cookie);
        const auto answer =
            tunnel.exchange(tunnel.informational({notify(NotifyType::cookie2, cookie)}));
        if (auto finding = no_response(here, answer, expected)) {
            return *finding;
        }
        const auto* copy = answer.notify(NotifyType::cookie2);
        if (copy == nullptr) {
            return fail(here, answer, "no-cookie2", expected);
        }
        return copy->data == cookie ? pass(here, answer, "copied", expected)
                                    : fail(here, answer, "another-cookie2", expected);
    });
}

std::vector<Payload> nat_detection(const Tunnel& tunnel)
{
    const auto sa = tunnel.current();
    const auto hash = [&](const Endpoint& endpoint) {
        return peers::ike::nat_detection_hash(sa.initiator_spi, sa.responder_spi, endpoint);
    };
    return {notify(NotifyType::nat_detection_source_ip, hash(tunnel.local())),
            notify(NotifyType::nat_detection_destination_ip, hash(tunnel.remote()))};
}

bool has_nat_detection(const Message& message)
{
    return message.notify(NotifyType::nat_detection_source_ip) != nullptr &&
           message.notify(NotifyType::nat_detection_destination_ip) != nullptr;
}

// NAT detection in an INFORMATIONAL request is answered with NAT detection.
Finding nat_detection_is_answered(Bench& bench)
{
    return in_mobile_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP";
        if (!has_nat_detection(tunnel.init().message())) {
            throw Unmet{"the gateway does not support NAT traversal, as its IKE_SA_INIT says"};
        }
        const auto answer = tunnel.exchange(tunnel.informational(nat_detection(tunnel)));
        if (auto finding = no_response(here, answer, expected)) {
            return *finding;
        }
        const bool has_both = answer.notify(NotifyType::nat_detection_source_ip) != nullptr &&
                              answer.notify(NotifyType::nat_detection_destination_ip) != nullptr;
        return has_both ? pass(here, answer, "answered", expected)
                        : fail(here, answer, "not-answered", expected);
    });
}

// NO_NATS_ALLOWED whose addresses are not those of the packet is answered with
// UNEXPECTED_NAT_DETECTED.
Finding other_addresses_are_noticed(Bench& bench)
{
    return in_mobile_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "UNEXPECTED_NAT_DETECTED";
        const bool is_ipv6 = tunnel.remote().address.find(':') != std::string::npos;
        // Two addresses and two ports that nobody uses with each other.
        const auto others = here.random.octets(is_ipv6 ? 36 : 12);
        const auto answer =
            tunnel.exchange(tunnel.informational({notify(NotifyType::update_sa_addresses),
                                                  notify(NotifyType::no_nats_allowed, others)}));
        if (auto finding = no_response(here, answer, expected)) {
            return *finding;
        }
        return answer.notify(NotifyType::unexpected_nat_detected) != nullptr
                   ? pass(here, answer, "noticed", expected)
                   : fail(here, answer, "not-noticed", expected);
    });
}

const std::array table{
    Probe{"rfc4555/3.7/cookie2-copied", cookie2_is_copied, &mobike_is_agreed},
    Probe{"rfc4555/3.8/nat-detection-answered", nat_detection_is_answered, &mobike_is_agreed},
    Probe{"rfc4555/3.9/other-addresses-noticed", other_addresses_are_noticed, &mobike_is_agreed},
};

}  // namespace

std::span<const Probe> rfc4555_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
