// RFC 7296, Section 2.19: a client that asks for no address, and one that has a wish.

#include <algorithm>
#include <array>

#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// FAILED_CP_REQUIRED to a client that asks for no address fails the Child SA alone: the IKE SA is
// there, and answers.
Finding failed_cp_required_leaves_the_ike_sa(Bench& bench)
{
    const auto expected =
        "beside FAILED_CP_REQUIRED an IDr and an AUTH, and then an answer to an empty request";
    auto tunnel = half_open_tunnel(bench);
    auto request = tunnel.ike_auth();
    std::erase_if(request.payloads,
                  [](const Payload& one) { return one.is(PayloadType::configuration); });
    tunnel.authenticate(request);
    return left_after(tunnel, [&] {
        const auto& answer = tunnel.answer();
        if (answer.notify(NotifyType::failed_cp_required) == nullptr) {
            return tunnel.is_established() || answer.is_refusal()
                       ? pass(bench, answer, "not-required", expected)
                       : inconclusive(bench, answer, "no-refusal", expected);
        }
        if (!tunnel.is_established()) {
            return fail(bench, answer, "no-ike-sa", expected);
        }
        const auto later = tunnel.exchange(tunnel.informational());
        return later.opened ? pass(bench, answer, "refused-by-notify:37", expected)
                            : fail(bench, later, "gone", expected);
    });
}

// TEST-NET-3: no pool has it.
const Octets wish{203, 0, 113, 7};

const ConfigurationAttribute* address_in(const Tunnel& tunnel)
{
    const auto* reply = tunnel.body<Configuration>(PayloadType::configuration);
    if (reply == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find_if(reply->attributes, [](const auto& one) {
        return one.is(AttributeType::internal_ip4_address) && one.value.size() == wish.size();
    });
    return found == reply->attributes.end() ? nullptr : &*found;
}

// An address in a request is a wish: a gateway assigns one of its own.
Finding address_asked_for_is_a_wish(Bench& bench)
{
    const auto expected = "another address than 203.0.113.7, which was asked for";
    auto tunnel = half_open_tunnel(bench);
    auto request = tunnel.ike_auth();
    for (auto& one : request.payloads) {
        auto* configuration = std::get_if<Configuration>(&one.body);
        if (configuration == nullptr) {
            continue;
        }
        for (auto& attribute : configuration->attributes) {
            if (attribute.is(AttributeType::internal_ip4_address)) {
                attribute.value = wish;
            }
        }
    }
    tunnel.authenticate(request);
    tunnel.leave();
    const auto* address = address_in(tunnel);
    if (address == nullptr) {
        return inconclusive(bench, tunnel.answer(), "no-address", expected);
    }
    auto finding = pass(bench, tunnel.answer(), "assigned", expected);
    finding.observed = words(*address);
    if (address->value == wish) {
        finding.code = "wish-fulfilled";
        if (bench.target.address_pool) {
            finding.verdict = Verdict::fail;
            finding.observed += ", where the pool is " + *bench.target.address_pool;
        }
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.19/failed-cp-required-leaves-the-ike-sa", failed_cp_required_leaves_the_ike_sa,
          &tunnel_is_established},
    Probe{"rfc7296/3.15.1/address-asked-for-is-a-wish", address_asked_for_is_a_wish,
          &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_19_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
