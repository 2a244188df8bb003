// RFC 7296, Section 1.4: The INFORMATIONAL Exchange.

#include <algorithm>
#include <array>

#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// How this request was answered: with a protected response, or not.
std::string code_of(const Conclusion& conclusion)
{
    if (!conclusion.answer.is_message()) { return "silent"; }
    if (!conclusion.opened) { return "not-protected"; }
    const auto is_no_payload = [](const Payload& one) { return one.type == 0; };
    if (std::ranges::any_of(conclusion.inside, is_no_payload)) { return "malformed"; }  // octets behind the last payload
    return (conclusion.answer.message().flags & flag_response) == 0 ? "no-response" : "answered";
}

// An INFORMATIONAL request is answered, even when it is empty.
Finding liveness_is_answered(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "a protected response to each of three empty INFORMATIONAL requests";
        Finding finding;
        for (unsigned i = 0; i < 3; ++i) {
            const auto answer = tunnel.exchange(tunnel.informational());
            const auto code = code_of(answer);
            if (code != "answered") { return fail(here, answer, code, expected); }
            finding = pass(here, answer, code, expected);
        }
        return finding;
    });
}

std::vector<Payload> deletion() { return {payload(Delete{protocol_ike, {}, {}, {}, {}})}; }

// The response to a request that deletes the IKE SA is an empty INFORMATIONAL response.
Finding deletion_is_answered_empty(Bench& bench)
{
    const auto expected = "a protected response without payloads";
    auto tunnel = established_tunnel(bench);
    const auto answer = tunnel.exchange(tunnel.informational(deletion()));
    const auto code = code_of(answer);
    if (code != "answered") { return fail(bench, answer, code, expected); }
    return answer.inside.empty() ? pass(bench, answer, "empty", expected) : fail(bench, answer, "not-empty", expected);
}

// An IKE SA that was deleted is closed: nothing more is answered under its keys.
Finding deleted_ike_sa_is_closed(Bench& bench)
{
    const auto expected = "no protected answer to a request after the Delete";
    auto tunnel = established_tunnel(bench);
    const auto deleted = tunnel.exchange(tunnel.informational(deletion()));
    if (code_of(deleted) != "answered") { return inconclusive(bench, deleted, code_of(deleted), "the Delete is answered"); }
    const auto later = tunnel.exchange(tunnel.informational(), false);
    if (later.opened) { return fail(bench, later, "still-there", expected); }
    return resting_on_absence(pass(bench, later, "closed", expected));
}

const std::array table{
    Probe{"rfc7296/1.4/liveness-answered", liveness_is_answered, &tunnel_is_established},
    Probe{"rfc7296/1.4.1/deletion-answered-empty", deletion_is_answered_empty, &tunnel_is_established},
    Probe{"rfc7296/1.4.1/deleted-ike-sa-is-closed", deleted_ike_sa_is_closed, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_1_4_probes() { return table; }

}  // namespace conformance::probes::ike
