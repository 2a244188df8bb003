#include "probes/ike/tunnels.h"

#include "probes/ike/refused_ike_auth.h"

namespace conformance::probes::ike {

namespace {

constexpr auto learned_tunnel = "ike/tunnel";           // "established"
constexpr auto learned_fragments_lost = "ike/fragments-lost";  // "yes": it says that it takes them
constexpr auto learned_no_tunnel = "ike/why-no-tunnel";  // or this

std::optional<std::string> excused(const Target& target)
{
    if (!target.offers("IKEv2")) { return "tunnel_types does not include IKEv2"; }
    const auto claim = target.claims.find("client_certificates");
    const bool signs = claim == target.claims.end() || claim->second == "true";
    if (target.client_proof != ClientProof::certificate || signs) { return std::nullopt; }
    return "claims.client_certificates: the gateway does not authenticate clients by certificate";
}

std::optional<std::string> excused_from_signing(const Target& target)
{
    if (target.client_proof != ClientProof::certificate && target.offers("IKEv2")) {
        return "client.authentication: the prober's tunnels are opened by EAP, not by a signature";
    }
    return excused(target);
}

std::string means_of(const Bench& bench)
{
    switch (bench.target.client_proof) {
        case ClientProof::certificate: return "our certificate";
        case ClientProof::eap_tls: return "our login by EAP-TLS";
        case ClientProof::eap_mschapv2: return "our login by EAP-MSCHAPv2";
    }
    return "";
}

std::optional<std::string> missing(const Learned& learned)
{
    if (learned.contains(learned_tunnel)) { return std::nullopt; }
    const auto why = learned.find(learned_no_tunnel);
    return why == learned.end() ? "the gateway accepted no row of the edition at the start of this run" : why->second;
}

// A gateway that refuses us now is there: whatever it refuses us for, nothing is known of the experiment.
bool is_established(Bench& bench)
{
    auto tunnel = tried_tunnel(bench);
    tunnel.leave();
    const auto& answer = tunnel.answer();
    if (!tunnel.is_established() && answer.opened && answer.is_refusal()) { throw Unmet{"afterwards " + why_not_established(bench, tunnel)}; }
    return tunnel.is_established();
}

bool opens_without_fragments(Bench& bench)
{
    auto tunnel = half_open_tunnel(bench, all_hashes, Fragments::not_offered);
    tunnel.authenticate(tunnel.ike_auth());
    tunnel.leave();
    return tunnel.is_established();
}

Finding with(Finding finding, const Bench& bench, const Conclusion& conclusion)
{
    finding.observed = text_of(conclusion, bench.registries);
    finding.frames = conclusion.answer.frames;
    finding.rests_on_absence = !conclusion.answer.is_message();
    return finding;
}

}  // namespace

std::string silence_of(const Conclusion& conclusion)
{
    return conclusion.answer.is_message() ? "cannot-decrypt" : "silent";
}

const Control tunnel_is_established{"our client opens an IKE SA", excused, missing, is_established};
const Control signature_opens_a_tunnel{"our certificate opens an IKE SA", excused_from_signing, missing, is_established};

std::string why_not_established(const Bench& bench, const Tunnel& tunnel)
{
    const auto why = tunnel.problem().empty() ? "" : " (" + tunnel.problem() + ")";
    return means_of(bench) + " opened no IKE SA" + why + ": " + text_of(tunnel.answer(), bench.registries);
}

void survey_tunnels(Bench& bench, Learned& learned)
{
    if (!learned.contains(learned_row)) { return; }
    if (bench.target.client_proof == ClientProof::certificate && bench.credentials == nullptr) {
        learned[learned_no_tunnel] = "needs a client certificate: certificate and key in [client] of the target file";
        return;
    }
    const Learned known = learned;
    auto here = bench.knowing(known);
    try {
        auto tunnel = tried_tunnel(here);
        tunnel.leave();
        if (tunnel.is_established()) {
            learned[learned_tunnel] = "established";
        } else if (tunnel.both_support_fragments() && opens_without_fragments(here)) {
            learned[learned_tunnel] = "established";
            learned[learned_fragments_lost] = "yes";
        } else {
            learned[learned_no_tunnel] = "at the start of this run " + why_not_established(bench, tunnel);
        }
    } catch (const Unmet& unmet) {
        learned[learned_no_tunnel] = unmet.what();
    }
}

Port tunnel_port(const Bench& bench) { return bench.learned.contains(learned_nat_t) ? Port::nat_t : Port::ike; }

namespace {

Tunnel half_open_tunnel_of(Bench& bench, const catalog::IkeRow& row, const std::vector<std::uint16_t>& hashes, Fragments fragments)
{
    Initiator peer{bench, tunnel_port(bench)};
    auto request = peer.ike_sa_init(row);
    if (!hashes.empty()) { request.payloads.push_back(peers::ike::signature_hash_algorithms(hashes)); }
    const bool lost = fragments == Fragments::where_they_work && bench.learned.contains(learned_fragments_lost);
    if (fragments != Fragments::not_offered && !lost) {
        request.payloads.push_back(wire::ike::notify(wire::ike::NotifyType::ikev2_fragmentation_supported));
    }
    auto answer = peer.exchange(std::move(request));
    if (!answer.accepted()) { throw Unmet{"the known row is not accepted: " + answer.text(bench.registries)}; }
    return {bench, std::move(peer), std::move(answer), !hashes.empty()};
}

Tunnel in_place(Bench& bench, Tunnel tunnel)
{
    if (!tunnel.is_established()) {
        throw Unmet{why_not_established(bench, tunnel)};
    }
    return tunnel;
}

}  // namespace

Tunnel half_open_tunnel(Bench& bench, const std::vector<std::uint16_t>& hashes, Fragments fragments)
{
    return half_open_tunnel_of(bench, known_row(bench), hashes, fragments);
}

Tunnel half_open_tunnel_of(Bench& bench, const catalog::IkeRow& row)
{
    return half_open_tunnel_of(bench, row, all_hashes, Fragments::where_they_work);
}

Tunnel established_tunnel_of(Bench& bench, const catalog::IkeRow& row)
{
    auto tunnel = half_open_tunnel_of(bench, row);
    tunnel.authenticate(tunnel.ike_auth());
    return in_place(bench, std::move(tunnel));
}

Tunnel tried_tunnel(Bench& bench, const std::vector<std::uint16_t>& hashes)
{
    auto tunnel = half_open_tunnel(bench, hashes);
    tunnel.authenticate(tunnel.ike_auth());
    return tunnel;
}

Tunnel established_tunnel(Bench& bench, const std::vector<std::uint16_t>& hashes)
{
    return in_place(bench, tried_tunnel(bench, hashes));
}

Finding in_tunnel(Bench& bench, Finding (*judge)(Bench&, Tunnel&))
{
    auto tunnel = established_tunnel(bench);
    return left_after(tunnel, [&] { return judge(bench, tunnel); });
}

Finding not_taken(Bench& bench, const Tunnel& tunnel, std::string expected)
{
    auto usual = tried_tunnel(bench);
    usual.leave();
    if (!usual.is_established()) { throw Unmet{"afterwards " + why_not_established(bench, usual)}; }
    return fail(bench, tunnel.answer(), tunnel.answer().answer.is_message() ? "refused" : "silent", std::move(expected));
}

Finding pass(const Bench& bench, const Conclusion& conclusion, std::string code, std::string expected)
{
    return with(conformance::pass(std::move(code), std::move(expected), ""), bench, conclusion);
}

Finding fail(const Bench& bench, const Conclusion& conclusion, std::string code, std::string expected)
{
    return with(conformance::fail(std::move(code), std::move(expected), ""), bench, conclusion);
}

Finding inconclusive(const Bench& bench, const Conclusion& conclusion, std::string code, std::string expected)
{
    auto finding = with(conformance::inconclusive(std::move(code), std::move(expected), ""), bench, conclusion);
    finding.rests_on_absence = false;
    return finding;
}

}  // namespace conformance::probes::ike
