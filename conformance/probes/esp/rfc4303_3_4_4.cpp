// RFC 4303, Section 3.4.4: Integrity Check Value Verification.

#include <algorithm>
#include <array>

#include "peers/ike/child_offer.h"
#include "probes/esp/tables.h"

namespace conformance::probes::esp {

namespace {

// Whether one function verifies both: the AEAD, or the same separate integrity algorithm.
bool are_verified_alike(const catalog::IpsecRow& one, const catalog::IpsecRow& other)
{
    return one.integ == other.integ && (one.integ != 0 || one.encr == other.encr);
}

// Of the edition's tuples that the prober has the algorithms of, one for each way to verify.
std::vector<catalog::IpsecRow> one_of_each_kind(const Bench& bench)
{
    std::vector<catalog::IpsecRow> kinds;
    for (const auto& tuple : peers::ike::esp_tuples(bench.edition)) {
        const auto is_alike = [&](const auto& kind) { return are_verified_alike(kind, tuple); };
        const auto lengths = crypto::lengths({tuple.encr, tuple.key_length, tuple.integ});
        if (lengths && std::ranges::none_of(kinds, is_alike)) {
            kinds.push_back(tuple);
        }
    }
    return kinds;
}

// From the end for the ICV; SPI, sequence number and IV stand before the ciphertext.
constexpr std::array places{-1, 28, 7};

std::vector<Ping> sent_with_a_changed_bit(Inside& inside)
{
    std::vector<Ping> pings;
    for (const auto where : places) {
        pings.push_back(inside.ping());
        auto octets = inside.traffic().sealed(pings.back().draft);
        octets.at(where < 0 ? octets.size() - 1 : static_cast<std::size_t>(where)) ^= 0x01;
        inside.send(octets);
    }
    return pings;
}

bool is_any_answered(const Inside& inside, const std::vector<Ping>& pings)
{
    return std::ranges::any_of(pings, [&](const Ping& ping) {
        return std::ranges::any_of(
            inside.arrivals(), [&](const Arrival& arrival) { return is_answer(arrival, ping); });
    });
}

// Where pings are answered at all.
Finding changed_pings_are_dropped(Inside& inside)
{
    const std::string expected =
        "no answer to pings with one bit changed: in the ICV, the ciphertext, the sequence number";
    if (!inside.is_alive()) {
        throw Unmet{"no ping was answered"};
    }
    const auto pings = sent_with_a_changed_bit(inside);
    (void)inside.answers_to(pings.front(), inside.quiet());
    if (is_any_answered(inside, pings)) {
        return inside.fail("delivered", expected, "one was answered");
    }
    if (!inside.is_alive()) {
        return inside.fail("disturbed", expected, "none, and no answer to a good ping afterwards");
    }
    return inside.pass("dropped", expected, "no answer; then a good ping was answered");
}

// A packet whose ICV does not verify is discarded, and the SA lives on.
Finding wrong_icv_is_discarded(Bench& bench)
{
    Finding finding;
    std::string judged;
    std::string others;
    for (const auto& tuple : one_of_each_kind(bench)) {
        const auto slug = slug_of(tuple, bench.registries);
        try {
            finding = in_traffic(bench, changed_pings_are_dropped, {tuple});
        } catch (const Unmet& unmet) {
            others += "; " + slug + ": " + unmet.what();
            continue;
        }
        judged += (judged.empty() ? "" : ", ") + slug;
        if (finding.verdict != Verdict::pass) {
            finding.observed = "under " + slug + ": " + finding.observed;
            return finding;
        }
    }
    if (judged.empty()) {
        throw Unmet{"no Child SA of the edition's tuples carries pings" + others};
    }
    finding.observed = "under " + judged + ": " + finding.observed + others;
    return finding;
}

const std::array table{
    Probe{"rfc4303/3.4.4/wrong-icv-discarded", wrong_icv_is_discarded, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc4303_3_4_4_probes()
{
    return table;
}

}  // namespace conformance::probes::esp
