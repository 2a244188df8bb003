// Exactness of the Child SAs: the complement of the edition's IPsec rows over the IANA grid.

#include <array>

#include "peers/ike/child_offer.h"
#include "probes/ike/esp_search.h"
#include "probes/ike/tables.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

std::vector<Measurement> measurements(const EspSearchResult& result)
{
    const auto count = [](const char* name, std::size_t value, const char* text) {
        return Measurement{std::string{"esp-"} + name, static_cast<double>(value), "tuples", text};
    };
    return {
        count("tuples-measured", result.measured, "ESP tuples asked for alone, or selected by the gateway"),
        count("tuples-inferred", result.inferred, "ESP tuples refused within a box whose control worked"),
        count("tuples-unknown", result.unknown, "ESP tuples not decided"),
        {"esp-grid-requests", static_cast<double>(result.requests), "requests", "CREATE_CHILD_SA requests for the grid of ESP"},
    };
}

std::string observation(const EspSearchResult& result)
{
    const auto total = result.measured + result.inferred + result.unknown;
    auto text = std::to_string(result.extra.size()) + " extra tuples among " + std::to_string(total) + " (" +
                std::to_string(result.measured) + " measured, " + std::to_string(result.inferred) + " inferred from " +
                std::to_string(result.boxes) + " boxes, " + std::to_string(result.unknown) +
                " unknown), each with and without extended sequence numbers; ciphers without integrity were asked for without a group";
    for (const auto& note : result.notes) {
        text += "; " + note;
    }
    return text;
}

// No combination of registered transforms is accepted for a Child SA that is not an IPsec row of the edition.
Finding nothing_else_is_accepted(Bench& bench)
{
    const auto expected = "every tuple outside the edition is refused";
    const auto result = EspSearch{bench}.run();
    auto finding = conformance::pass("nothing-else", expected, observation(result), result.frames);
    if (!result.extra.empty()) {
        finding = conformance::fail("accepted-extra", expected, observation(result), result.frames);
    } else if (result.unknown != 0) {
        const auto* code = result.allows_no_other ? "no-other-child-sa" : "undecided";
        finding = conformance::inconclusive(code, expected, observation(result), result.frames);
    }
    for (const auto& row : result.extra) {
        finding.details.push_back(catalog::slug(row, bench.registries) + ": " +
                                  wire::ike::line(peers::ike::esp_proposal(row, {}), bench.registries).substr(4));
    }
    finding.measurements = measurements(result);
    return finding;
}

const std::array table{
    Probe{"p2s/ipsec/nothing-else", nothing_else_is_accepted, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> ipsec_exactness_probes() { return table; }

}  // namespace conformance::probes::ike
