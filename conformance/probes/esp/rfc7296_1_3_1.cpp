// RFC 7296, Section 1.3.1: the mode of a Child SA.

#include <array>

#include "probes/esp/inside.h"
#include "probes/esp/tables.h"

namespace conformance::probes::esp {

namespace {

using namespace wire::ike;

constexpr std::uint16_t use_transport_mode = 16'391;

bool agrees_to_transport_mode(const Tunnel& tunnel)
{
    for (const auto& one : tunnel.answer().inside) {
        const auto* notify = std::get_if<Notify>(&one.body);
        if (notify != nullptr && notify->type == use_transport_mode) {
            return true;
        }
    }
    return false;
}

Finding judge_request(Inside& inside, const std::string& expected)
{
    if (agrees_to_transport_mode(inside.tunnel())) {
        return inside.pass("transport-mode", expected, "USE_TRANSPORT_MODE was agreed to");
    }
    return inside.is_alive()
               ? inside.pass("tunnel-mode", expected, "a ping was answered in tunnel mode")
               : inside.fail("silent", expected, "no ping in tunnel mode was answered");
}

// A Child SA is in tunnel mode unless USE_TRANSPORT_MODE was asked for and answered.
Finding tunnel_mode_unless_agreed(Bench& bench)
{
    const std::string expected =
        "no USE_TRANSPORT_MODE unasked; where it is not answered, answers to pings in tunnel mode";
    auto finding = in_traffic(bench, [](Inside& inside) {
        const bool is_agreed = agrees_to_transport_mode(inside.tunnel());
        return is_agreed ? inside.fail("unasked", "no USE_TRANSPORT_MODE unasked", "it was there")
                         : inside.pass("tunnel-mode", "", "");
    });
    if (finding.verdict != Verdict::pass) {
        return finding;
    }
    try {
        Inside inside{bench, {}, {payload(Notify{0, use_transport_mode, {}, {}})}};
        finding = judge_request(inside, expected);
        inside.leave();
    } catch (const Unmet& refused) {
        finding.code = "refused";  // NO_PROPOSAL_CHOSEN, say: Section 3.10.1
        finding.expected = expected;
        finding.observed = "with USE_TRANSPORT_MODE: " + std::string{refused.what()};
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/1.3.1/tunnel-mode-unless-agreed", tunnel_mode_unless_agreed, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc7296_1_3_1_probes()
{
    return table;
}

}  // namespace conformance::probes::esp
