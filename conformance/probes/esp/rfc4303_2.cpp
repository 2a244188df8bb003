// RFC 4303, Section 2: Encapsulating Security Payload Packet Format.

#include <algorithm>
#include <array>

#include "probes/esp/tables.h"

namespace conformance::probes::esp {

namespace {

using namespace wire::ike;

constexpr std::size_t pings_of_lengths = 8;

// Bits of the padding that are not as usual.
void spoil_padding(Draft& draft, std::size_t unit)
{
    auto& content = draft.content;
    content.padding = wire::esp::usual_padding(content.padding.size() + unit);
    content.padding.back() ^= 0x80;
}

// Padding that the gateway adds counts 1, 2, 3 and so on.
Finding padding_counts_from_one(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "padding of 1, 2, 3 and so on in answers of several lengths";
        std::size_t padded = 0;
        for (std::size_t length = 0; length < pings_of_lengths; ++length) {
            const auto ping = inside.ping_of(length * 3);
            inside.send(ping.draft);
            for (const auto& arrival : inside.answers_to(ping, inside.bench().patience.tries.back(), true)) {
                const auto& padding = arrival.content.padding;
                padded += padding.empty() ? 0 : 1;
                if (padding != wire::esp::usual_padding(padding.size())) {
                    return inside.fail("other-padding", expected, "an answer is padded with " + hex(padding));
                }
            }
        }
        if (padded == 0) { throw Unmet{"no answer was padded"}; }
        return inside.pass("counted", expected, std::to_string(padded) + " answers with such padding");
    });
}

// A receiver inspects the padding, where the cipher has none of its own.
Finding padding_is_inspected(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "no answer to a ping whose last octet of padding is wrong";
        auto ping = inside.ping();
        spoil_padding(ping.draft, 16);
        inside.send(ping.draft);
        auto finding = expect_dropped(inside, ping, expected, "not-inspected");
        if (finding.code != "not-inspected") { return finding; }
        finding.verdict = Verdict::pass;
        finding.advisories.push_back({"not-inspected", "padding is not inspected", "RFC 4303, Sections 2.4 and 3.4.4", true});
        return finding;
    });
}

// A dummy packet, next header 59, is discarded without an error, whatever it holds.
Finding dummy_packet_is_discarded(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const auto* expected = "no answer to a ping inside a dummy packet, nor to random octets in one, and an SA that lives on";
        auto noise = inside.ping();
        noise.draft.content.next_header = wire::esp::next_header_none;
        noise.draft.content.payload = inside.bench().random.octets(noise.draft.content.payload.size());
        inside.send(noise.draft);
        auto ping = inside.ping();
        ping.draft.content.next_header = wire::esp::next_header_none;
        inside.send(ping.draft);
        return expect_dropped(inside, ping, expected, "delivered");
    });
}

bool may_have_padded_traffic(const Tunnel& tunnel)
{
    return tunnel.answer().notify(NotifyType::esp_tfc_padding_not_supported) == nullptr;
}

// Octets behind the inner packet's own length are no part of it.
Finding traffic_flow_padding_is_left_out(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "an answer to a ping with octets behind its own length";
        if (!may_have_padded_traffic(inside.tunnel())) { return inside.pass("declined", expected, "the gateway declined such padding"); }
        for (const auto patience : inside.bench().patience.tries) {
            auto ping = inside.ping();
            append(ping.draft.content.payload, inside.bench().random.octets(48));
            inside.send(ping.draft);
            const auto answers = inside.answers_to(ping, patience, true);
            if (!answers.empty()) { return inside.pass("answered", expected, "it was answered, its octets as they were sent"); }
        }
        return inside.fail(inside.is_alive() ? "dropped" : "disturbed", expected, "no answer");
    });
}

const std::array table{
    Probe{"rfc4303/2.4/padding-counts-from-one", padding_counts_from_one, &traffic_passes},
    Probe{"rfc4303/2.4/padding-inspected", padding_is_inspected, &traffic_passes},
    Probe{"rfc4303/2.6/dummy-packet-discarded", dummy_packet_is_discarded, &traffic_passes},
    Probe{"rfc4303/2.7/padding-behind-the-packet", traffic_flow_padding_is_left_out, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc4303_2_probes() { return table; }

}  // namespace conformance::probes::esp
