// RFC 5685, Section 3: IKEv2 Initial Exchange with Redirect.

#include <algorithm>
#include <array>

#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

bool redirects(const Payload& one)
{
    constexpr std::uint16_t redirect = 16'407;
    const auto* notify = std::get_if<Notify>(&one.body);
    return notify != nullptr && notify->type == redirect;
}

// REDIRECT goes to no client that has not sent REDIRECT_SUPPORTED, in whatever exchange.
Finding no_redirect_unasked(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "no REDIRECT in the answers to IKE_SA_INIT and IKE_AUTH";
        const bool is_there = std::ranges::any_of(tunnel.init().message().payloads, redirects) ||
                              std::ranges::any_of(tunnel.answer().inside, redirects);
        return is_there ? fail(here, tunnel.answer(), "redirected", expected)
                        : pass(here, tunnel.answer(), "clean", expected);
    });
}

const std::array table{
    Probe{"rfc5685/3/no-redirect-unasked", no_redirect_unasked, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc5685_3_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
