// What a client has a tunnel for: under each ESP tuple of the edition a ping to the inside host comes back.

#include <algorithm>
#include <array>

#include "peers/ike/child_offer.h"
#include "probes/esp/tables.h"

namespace conformance::probes::esp {

namespace {

std::vector<std::string> tuples(const catalog::Edition& edition, const catalog::Registries& registries)
{
    std::vector<std::string> slugs;
    for (const auto& tuple : peers::ike::esp_tuples(edition)) {
        slugs.push_back(slug_of(tuple, registries));
    }
    return slugs;
}

catalog::IpsecRow tuple_named(const Bench& bench)
{
    for (const auto& tuple : peers::ike::esp_tuples(bench.edition)) {
        if (slug_of(tuple, bench.registries) == bench.instance) { return tuple; }
    }
    throw Unmet{"the edition has no tuple " + bench.instance};
}

// Under each ESP tuple of the edition a ping through the tunnel to the inside host comes back.
Finding ping_comes_back(Bench& bench)
{
    const auto tuple = tuple_named(bench);
    if (!crypto::lengths({tuple.encr, tuple.key_length, tuple.integ})) { throw Unmet{"the prober does not have these algorithms"}; }
    return in_traffic(
        bench,
        [](Inside& inside) {
            const auto* expected = "an answer of the inside host, under the keys of the Child SA";
            return inside.is_alive() ? inside.pass("answered", expected, "a ping was answered")
                                     : inside.fail("silent", expected, "no ping was answered");
        },
        {tuple});
}

const std::array table{
    Probe{"p2s/ipsec/traffic", ping_comes_back, &traffic_passes, Impact::safe, tuples},
};

}  // namespace

std::span<const Probe> policy_traffic_probes() { return table; }

}  // namespace conformance::probes::esp
