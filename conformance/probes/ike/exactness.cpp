// Exactness: the complement of the edition's IKE rows over the IANA grid.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/search.h"
#include "probes/ike/tables.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

std::vector<Measurement> measurements(const SearchResult& result, Port port)
{
    const std::string prefix = port == Port::ike ? "ike-" : "ike-nat-t-";
    const std::string where = port == Port::ike ? "" : " on UDP 4500";
    const auto count = [&](const char* name, std::size_t value, const char* text) {
        return Measurement{prefix + name, static_cast<double>(value), "tuples", text + where};
    };
    return {
        count("tuples-measured", result.measured, "IKE tuples asked for alone, or selected by the gateway"),
        count("tuples-inferred", result.inferred, "IKE tuples refused within a box whose control worked"),
        count("tuples-unknown", result.unknown, "IKE tuples not decided"),
        {prefix + "grid-requests", static_cast<double>(result.requests), "requests",
         "IKE_SA_INIT requests for the grid" + where},
    };
}

std::string observation(const SearchResult& result)
{
    const auto total = result.measured + result.inferred + result.unknown;
    auto text = std::to_string(result.extra.size()) + " extra tuples among " + std::to_string(total) + " (" +
                std::to_string(result.measured) + " measured, " + std::to_string(result.inferred) +
                " inferred from " + std::to_string(result.boxes) + " boxes, " + std::to_string(result.unknown) +
                " unknown)";
    for (const auto& note : result.notes) {
        text += "; " + note;
    }
    return text;
}

Finding nothing_else_is_accepted_on(Bench& bench, Port port)
{
    const bool surveyed = bench.learned.contains(learned_row);
    Search search{bench, surveyed ? std::optional{known_row(bench)} : std::nullopt, port};
    const auto result = search.run();
    const auto expected = "every tuple outside the edition is refused";

    auto finding = pass("nothing-else", expected, observation(result), result.frames);
    if (!result.extra.empty()) {
        finding = fail("accepted-extra", expected, observation(result), result.frames);
    } else if (result.unknown != 0) {
        finding = inconclusive("undecided", expected, observation(result), result.frames);
    }
    for (const auto& tuple : result.extra) {
        finding.details.push_back(catalog::slug(tuple, bench.registries) + ": " +
                                  wire::ike::line(peers::ike::proposal_of(tuple), bench.registries).substr(4));
    }
    finding.measurements = measurements(result, port);
    return finding;
}

// No combination of registered transforms is accepted on UDP 500 that is not a row of the edition.
Finding nothing_else_is_accepted(Bench& bench) { return nothing_else_is_accepted_on(bench, Port::ike); }

// No combination of registered transforms is accepted on UDP 4500, behind the non-ESP marker, that is not a row of the edition.
Finding nothing_else_is_accepted_on_nat_t(Bench& bench) { return nothing_else_is_accepted_on(bench, Port::nat_t); }

const std::array table{
    Probe{"p2s/ike/nothing-else", nothing_else_is_accepted, &gateway_answers},
    Probe{"p2s/ike/nat-t-nothing-else", nothing_else_is_accepted_on_nat_t, &gateway_answers_on_nat_t},
};

}  // namespace

std::span<const Probe> exactness_probes() { return table; }

}  // namespace conformance::probes::ike
