// RFC 3602, Section 3, and RFC 4106, Section 3.1: the IVs of AES-CBC and AES-GCM.

#include <algorithm>
#include <array>
#include <bit>

#include "probes/esp/tables.h"

namespace conformance::probes::esp {

namespace {

constexpr std::size_t enough_packets = 16, few_bits = 24;

bool repeats(const std::vector<Arrival>& arrivals)
{
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (arrivals[i].iv == arrivals[j].iv) { return true; }
        }
    }
    return false;
}

std::size_t differing_bits(View one, View other)
{
    std::size_t bits = 0;
    for (std::size_t i = 0; i < one.size() && i < other.size(); ++i) {
        bits += static_cast<std::size_t>(std::popcount(static_cast<unsigned>(one[i] ^ other[i])));
    }
    return bits;
}

// The last ciphertext block of an earlier packet, which everybody saw, or a neighbour of an earlier IV.
std::string foreseen_by(const std::vector<Arrival>& arrivals, std::size_t icv_octets)
{
    std::size_t near = 0;
    for (std::size_t i = 1; i < arrivals.size(); ++i) {
        const auto& iv = arrivals[i].iv;
        const auto& before = arrivals[i - 1].packet.sealed;
        const auto ciphertext = View{before}.first(before.size() - icv_octets);
        if (std::ranges::equal(ciphertext.last(iv.size()), iv)) { return "the last block of the packet before"; }
        near += differing_bits(iv, arrivals[i - 1].iv) < few_bits ? 1 : 0;
    }
    // Of 128 random bits fewer than 24 differ once in 10^13.
    return near > arrivals.size() / 2 ? "the IV before but for a few bits" : "";
}

// No IV of AES-GCM comes twice under one key.
Finding gcm_never_repeats(Bench& bench)
{
    return in_traffic(
        bench,
        [](Inside& inside) {
            const std::string expected = "an IV of its own in each answer";
            const auto& arrivals = inside.arrivals(enough_packets);
            if (arrivals.size() < enough_packets) { return inside.fail("silent", expected, "pings went unanswered"); }
            if (repeats(arrivals)) { return inside.fail("repeated", expected, "an IV came twice, " + hex(arrivals.back().iv) + " last"); }
            return inside.pass("new", expected, std::to_string(arrivals.size()) + " IVs, no two the same");
        },
        tuples_with(bench, aes_gcm_16));
}

// The IVs of AES-CBC cannot be foreseen, by a counter or from the packet before.
Finding cbc_is_unpredictable(Bench& bench)
{
    return in_traffic(
        bench,
        [](Inside& inside) {
            const std::string expected = "IVs that neither repeat nor follow from what was sent before";
            const auto& arrivals = inside.arrivals(enough_packets);
            if (arrivals.size() < enough_packets) { return inside.fail("silent", expected, "pings went unanswered"); }
            if (repeats(arrivals)) { return inside.fail("repeated", expected, "an IV came twice"); }
            const auto& sealed = arrivals.front().packet.sealed;
            const auto icv = sealed.size() - arrivals.front().iv.size() - encode(arrivals.front().content).size();
            const auto how = foreseen_by(arrivals, icv);
            if (!how.empty()) { return inside.fail("predictable", expected, "the IV is " + how); }
            return inside.pass("random", expected, std::to_string(arrivals.size()) + " IVs without a pattern");
        },
        tuples_with(bench, aes_cbc));
}

const std::array of_cbc{
    Probe{"rfc3602/3/iv-unpredictable", cbc_is_unpredictable, &traffic_passes},
};
const std::array of_gcm{
    Probe{"rfc4106/3.1/iv-never-repeats", gcm_never_repeats, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc3602_3_probes() { return of_cbc; }
std::span<const Probe> rfc4106_3_1_probes() { return of_gcm; }

}  // namespace conformance::probes::esp
