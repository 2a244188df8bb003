#include "probes/ports/controls.h"

#include "peers/ike/initiator.h"

namespace conformance::probes::ports {

namespace {

using peers::ike::Initiator;
using peers::ike::Port;

// Keys of the IKE and TLS surveys.
constexpr auto ike_answers = "ike/answers";
constexpr auto nat_t_answers = "ike/nat-t-answers";
constexpr auto tls_answers = "tls/answers";

std::optional<std::string> never_excused(const Target&) { return std::nullopt; }

std::optional<std::string> without_ike(const Target& target)
{
    if (target.offers("IKEv2")) { return std::nullopt; }
    return "tunnel_types does not include IKEv2";
}

std::optional<std::string> without_claim(const Target& target)
{
    if (target.ports_only) { return std::nullopt; }
    return "ports_only is not claimed: other services may share the address";
}

std::optional<std::string> nothing_answers(const Learned& learned)
{
    for (const auto* key : {ike_answers, nat_t_answers, tls_answers}) {
        if (learned.contains(key)) { return std::nullopt; }
    }
    return "nothing answered on any port of the host at the start of this run";
}

bool ike_is_answered(Bench& bench, Port port)
{
    if (bench.edition.ike.empty()) { return false; }
    Initiator peer{bench, port};
    return peer.negotiate(peer.ike_sa_init(bench.edition.ike.front())).is_message();
}

bool some_port_answers(Bench& bench)
{
    if (bench.learned.contains(ike_answers) && ike_is_answered(bench, Port::ike)) { return true; }
    if (bench.learned.contains(nat_t_answers) && ike_is_answered(bench, Port::nat_t)) { return true; }
    if (!bench.learned.contains(tls_answers)) { return false; }
    const auto link = bench.network.open(Transport::tcp, {bench.target.address, bench.target.ports.tls},
                                         bench.patience.connect);
    return link->opened() == Received::Kind::octets;
}

}  // namespace

const Control host_answers{"the host answers on a port it answered on before", never_excused, nothing_answers,
                           some_port_answers};
const Control host_answers_ike{host_answers.name, without_ike, nothing_answers, some_port_answers};
const Control host_answers_scan{host_answers.name, without_claim, nothing_answers, some_port_answers};

}  // namespace conformance::probes::ports
