// RFC 7296, Section 2.22: IPComp.

#include <array>

#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint8_t deflate = 2;
constexpr std::size_t cpi_octets = 2;

// The code of what is wrong with the answer to an offer of DEFLATE, or of nothing.
std::string flaw_of(const Tunnel& tunnel, bool offered)
{
    unsigned accepted = 0;
    for (const auto& one : tunnel.answer().inside) {
        const auto* notify = std::get_if<Notify>(&one.body);
        if (notify == nullptr || !notify->is(NotifyType::ipcomp_supported)) {
            continue;
        }
        ++accepted;
        if (!offered || notify->data.size() <= cpi_octets || notify->data[cpi_octets] != deflate) {
            return "not-offered";
        }
    }
    if (accepted != 0 && tunnel.find(PayloadType::security_association) == nullptr) {
        return "without-sa";
    }
    return accepted > 1 ? "more-than-one" : "";
}

// At most one IPComp algorithm is accepted, one that was offered, and in a message with SA.
Finding ipcomp_as_offered(Bench& bench)
{
    Finding finding;
    for (const bool offered : {false, true}) {
        const std::string expected = offered
                                         ? "IPCOMP_SUPPORTED with DEFLATE, once, beside SA; or none"
                                         : "no IPCOMP_SUPPORTED";
        auto tunnel = half_open_tunnel(bench);
        auto request = tunnel.ike_auth();
        if (offered) {
            auto data = bench.random.octets(cpi_octets);
            data.push_back(deflate);
            request.payloads.push_back(notify(NotifyType::ipcomp_supported, std::move(data)));
        }
        tunnel.authenticate(request);
        tunnel.leave();
        if (!tunnel.is_established()) {
            return inconclusive(bench, tunnel.answer(), "refused", expected);
        }
        const auto flaw = flaw_of(tunnel, offered);
        if (!flaw.empty()) {
            return fail(bench, tunnel.answer(), flaw, expected);
        }
        finding = pass(bench, tunnel.answer(), "as-offered", expected);
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.22/ipcomp-as-offered", ipcomp_as_offered, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_22_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
