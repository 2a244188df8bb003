#include "probes/ike/mobile_tunnel.h"

#include "probes/ike/refused_ike_auth.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

std::optional<std::string> excused(const Target& target)
{
    if (auto why = tunnel_is_established.excused(target)) {
        return why;
    }
    return mobike_is_disclaimed(target);
}

}  // namespace

const Control mobike_is_agreed{"our client opens an IKE SA", excused,
                               tunnel_is_established.missing, tunnel_is_established.holds};

std::optional<std::string> mobike_is_disclaimed(const Target& target)
{
    const auto claim = target.claims.find("mobike");
    if (claim == target.claims.end() || claim->second == "true") {
        return std::nullopt;
    }
    return "claims.mobike: the gateway does not support MOBIKE";
}

void expect_mobike(const Tunnel& tunnel)
{
    if (tunnel.answer().notify(NotifyType::mobike_supported) == nullptr) {
        throw Unmet{
            "the gateway does not answer MOBIKE_SUPPORTED; a target file that claims "
            "mobike = false says so"};
    }
}

Finding in_mobile_tunnel(Bench& bench, Finding (*judge)(Bench&, Tunnel&))
{
    auto tunnel = half_open_tunnel(bench);
    auto request = tunnel.ike_auth();
    request.payloads.push_back(notify(NotifyType::mobike_supported));
    tunnel.authenticate(request);
    if (!tunnel.is_established()) {
        throw Unmet{why_not_established(bench, tunnel)};
    }
    return left_after(tunnel, [&] {
        expect_mobike(tunnel);
        return judge(bench, tunnel);
    });
}

}  // namespace conformance::probes::ike
