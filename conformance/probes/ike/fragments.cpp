#include "probes/ike/fragments.h"

namespace conformance::probes::ike {

namespace {

std::optional<std::string> excused(const Target& target)
{
    if (auto why = tunnel_is_established.excused(target)) {
        return why;
    }
    const auto claim = target.claims.find("fragmentation");
    if (claim == target.claims.end() || claim->second == "true") {
        return std::nullopt;
    }
    return "claims.fragmentation: the gateway does not support fragments of IKE messages";
}

}  // namespace

const Control fragments_are_agreed{"our client opens an IKE SA", excused,
                                   tunnel_is_established.missing, tunnel_is_established.holds};

Tunnel tunnel_of_fragments(Bench& bench)
{
    auto tunnel = half_open_tunnel(bench, all_hashes, Fragments::offered);
    if (!tunnel.both_support_fragments()) {
        tunnel.authenticate(tunnel.ike_auth());
        tunnel.leave();
        throw Unmet{
            "the gateway does not answer IKEV2_FRAGMENTATION_SUPPORTED; a target file that claims "
            "fragmentation = false says so"};
    }
    return tunnel;
}

Finding expect_established(Bench& bench, Tunnel& tunnel, const wire::ike::Message& request,
                           const std::vector<Octets>& messages, const std::string& expected)
{
    tunnel.authenticate(request, messages);
    if (!tunnel.is_established()) {
        return not_taken(bench, tunnel, expected);
    }
    tunnel.leave();
    return pass(bench, tunnel.answer(), "established", expected);
}

Finding expect_established_after_silence(Bench& bench, Tunnel& tunnel,
                                         const wire::ike::Message& request,
                                         const std::vector<Octets>& ignored,
                                         const std::vector<Octets>& messages,
                                         const std::string& expected)
{
    const auto early = tunnel.offer(request, ignored);
    if (early.answer.is_message()) {
        return fail(bench, early, "answered", expected);
    }
    return expect_established(bench, tunnel, request, messages, expected);
}

}  // namespace conformance::probes::ike
