// RFC 4555, Section 3.5, and RFC 7296, Section 2.23: traffic of a client that moves to another
// port.

#include <array>

#include "probes/esp/tables.h"
#include "probes/ike/mobile_tunnel.h"

namespace conformance::probes::esp {

namespace {

using namespace wire::ike;

// Ours again looks translated, so that ESP goes on in UDP.
Message update_of_addresses(Bench& bench, const Tunnel& tunnel)
{
    constexpr std::size_t digest_octets = 20;
    const auto sa = tunnel.current();
    return tunnel.informational(
        {notify(NotifyType::update_sa_addresses),
         notify(NotifyType::nat_detection_source_ip, bench.random.octets(digest_octets)),
         notify(
             NotifyType::nat_detection_destination_ip,
             peers::ike::nat_detection_hash(sa.initiator_spi, sa.responder_spi, tunnel.remote()))});
}

bool is_refused(const ike::Conclusion& answer)
{
    return answer.notify(NotifyType::unacceptable_addresses) != nullptr ||
           answer.notify(NotifyType::unexpected_nat_detected) != nullptr;
}

// A gateway that cannot move a Child SA makes another in its place, by a request of its own.
bool asks_for_another_child_sa(Bench& bench, Tunnel& tunnel)
{
    constexpr std::size_t marker_octets = 4;
    constexpr auto patience = std::chrono::seconds{10};
    const auto deadline = bench.network.now() + patience;
    for (auto left = Duration{patience}; left > Duration::zero();
         left = deadline - bench.network.now()) {
        const auto received = tunnel.receive_beside(left);
        if (received.kind != Received::Kind::octets || received.octets.size() <= marker_octets) {
            continue;
        }
        const auto dissection = dissect(View{received.octets}.subspan(marker_octets));
        const auto& message = dissection.message;
        if (dissection.has_header && message.initiator_spi == tunnel.current().initiator_spi &&
            message.exchange_type == static_cast<std::uint8_t>(ExchangeType::create_child_sa) &&
            (message.flags & flag_response) == 0) {
            return true;
        }
    }
    return false;
}

Finding unsettled(const Inside& inside, std::string code, std::string expected,
                  std::string observed)
{
    auto finding = inside.pass(std::move(code), std::move(expected), std::move(observed));
    finding.verdict = Verdict::inconclusive;
    return finding;
}

// Where MOBIKE is agreed, UPDATE_SA_ADDRESSES moves the IKE SA and the traffic of its Child SAs to
// where it comes from.
Finding update_moves_the_traffic(Bench& bench)
{
    return in_traffic(
        bench,
        [](Inside& inside) {
            const std::string expected =
                "a response to UPDATE_SA_ADDRESSES from another port, and answers to pings there";
            auto& tunnel = inside.tunnel();
            ike::expect_mobike(tunnel);
            const auto before = tunnel.change_port();
            const auto answer = tunnel.exchange(update_of_addresses(inside.bench(), tunnel));
            if (!answer.opened) {
                return inside.fail("not-answered", expected, "no response to UPDATE_SA_ADDRESSES");
            }
            if (is_refused(answer)) {
                // By policy it may: RFC 4555, Section 3.5.
                return unsettled(inside, "refused", expected, "the addresses were refused");
            }
            // It may ask whether we are there before the traffic moves: Section 3.7.
            tunnel.serve(inside.bench().patience.quiet);
            if (inside.is_alive()) {
                return inside.pass("moved", expected, "a ping was answered there");
            }
            if (asks_for_another_child_sa(inside.bench(), tunnel)) {
                return unsettled(inside, "rekeyed-instead", expected,
                                 "the gateway asked for another Child SA");
            }
            return inside.fail("silent", expected, "no ping was answered there");
        },
        {}, {notify(NotifyType::mobike_supported)});
}

// Without MOBIKE, and with no NAT before the gateway, traffic follows the peer to the address of
// its last authenticated packet.
Finding traffic_follows_authenticated_packets(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected =
            "answers to pings where these come from, another port than before";
        const auto before = inside.tunnel().change_port();
        if (inside.is_alive()) {
            return inside.pass("follows", expected, "a ping was answered there");
        }
        auto finding = inside.pass("silent", expected, "no ping was answered there");
        finding.advisories.push_back(
            {"silent", "the traffic does not follow the peer", "RFC 7296, Section 2.23", true});
        return resting_on_absence(finding);
    });
}

std::optional<std::string> excused(const Target& target)
{
    if (auto why = traffic_passes.excused(target)) {
        return why;
    }
    return ike::mobike_is_disclaimed(target);
}

const Control traffic_of_mobile_clients{traffic_passes.name, excused, traffic_passes.missing,
                                        traffic_passes.holds};

const std::array table{
    Probe{"rfc4555/3.5/update-sa-addresses", update_moves_the_traffic, &traffic_of_mobile_clients},
    Probe{"rfc7296/2.23/address-follows-authenticated-packets",
          traffic_follows_authenticated_packets, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc4555_3_5_probes()
{
    return table;
}

}  // namespace conformance::probes::esp
