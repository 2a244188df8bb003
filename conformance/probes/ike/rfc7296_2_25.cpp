// RFC 7296, Section 2.25: Exchange Collisions.

#include <array>

#include "peers/ike/child_offer.h"
#include "probes/ike/rekeying.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// A rekeying of what there is not: the answer, and the SPI that it was asked under.
struct Lost {
    NewChild made;
    Octets spi;
};

Lost rekeyed_what_is_lost(Bench& bench, Tunnel& tunnel)
{
    const auto spi = peers::ike::fresh_esp_spi(bench.random);
    return {rekeyed_child(bench, tunnel, spi), spi};
}

// A request to rekey a Child SA that does not exist is refused with CHILD_SA_NOT_FOUND.
Finding unknown_child_is_not_found(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "CHILD_SA_NOT_FOUND";
        const auto [made, spi] = rekeyed_what_is_lost(here, tunnel);
        if (!made.conclusion.opened) {
            return fail(here, made.conclusion, made.code(), expected);
        }
        auto finding = pass(here, made.conclusion, made.code(), expected);
        if (!made.is_refused_with(NotifyType::child_sa_not_found) &&
            !is_refused_altogether(made.conclusion)) {
            finding.advisories.push_back({"another-answer",
                                          "a Child SA that does not exist is not named as such",
                                          "RFC 7296, Section 2.25", true});
        }
        return finding;
    });
}

// CHILD_SA_NOT_FOUND has the SPI of the REKEY_SA notification that it is about.
Finding not_found_names_the_spi(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto [made, spi] = rekeyed_what_is_lost(here, tunnel);
        const auto expected = "no CHILD_SA_NOT_FOUND but with the SPI " + hex(spi);
        if (!made.conclusion.opened) {
            return inconclusive(here, made.conclusion, made.code(), expected);
        }
        const auto* notify = made.conclusion.notify(NotifyType::child_sa_not_found);
        if (notify == nullptr) {
            return pass(here, made.conclusion, "not-sent", expected);
        }
        return notify->spi == spi ? pass(here, made.conclusion, "named", expected)
                                  : fail(here, made.conclusion, "another-spi", expected);
    });
}

const std::array table{
    Probe{"rfc7296/2.25/child-sa-not-found", unknown_child_is_not_found, &tunnel_is_established},
    Probe{"rfc7296/2.25/child-sa-not-found-names-the-spi", not_found_names_the_spi,
          &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_25_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
