// RFC 7296, Sections 2.8 and 2.17: a Child SA that CREATE_CHILD_SA made, its keys and its beginning.

#include <algorithm>
#include <array>

#include "peers/ike/child_offer.h"
#include "probes/esp/tables.h"
#include "probes/ike/rekeying.h"

namespace conformance::probes::esp {

namespace {

// A second Child SA, of a row whose group the prober computes in.
peers::ike::ChildSa child_with_group(Inside& inside)
{
    auto& bench = inside.bench();
    for (const auto& row : bench.edition.ipsec) {
        if (row.pfs == 0 || !crypto::supports_group(row.pfs)) { continue; }
        const wire::ike::SecurityAssociation offer{{peers::ike::esp_proposal(row, peers::ike::fresh_esp_spi(bench.random))}, {}};
        const auto made = inside.tunnel().open_child(inside.tunnel().create_child_sa(offer, row.pfs));
        if (made.sa) { return *made.sa; }
    }
    throw Unmet{"the gateway opened no second Child SA with a key exchange"};
}

// Keys of the initiator's direction are taken first, the encryption key before the integrity key, by who began this exchange.
Finding order_of_child_keys(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "an answer under the keys of a second Child SA, with the shared secret of its key exchange in them";
        const auto sa = child_with_group(inside);
        Traffic second{inside.bench(), inside.tunnel(), sa};
        if (inside.is_alive(second)) { return inside.pass("answered", expected, "a ping was answered"); }
        // It may be the first SA on which the gateway answers.
        (void)inside.tunnel().close_child(inside.tunnel().child()->initiator_spi);
        if (inside.is_alive(second)) { return inside.pass("answered", expected, "a ping was answered, the first Child SA being deleted"); }
        return inside.fail("silent", expected, "no ping was answered, with and without the first Child SA");
    });
}

// A new Child SA receives from the moment its response is sent.
Finding new_child_sa_receives_at_once(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "an answer to the first ping on a second Child SA, sent as soon as that was there";
        const auto made = ike::opened_child(inside.bench(), inside.tunnel());
        if (!made.sa) { throw Unmet{"the gateway opened no second Child SA: " + made.code()}; }
        Traffic second{inside.bench(), inside.tunnel(), *made.sa};
        second.hear_too(*inside.tunnel().child());
        const auto ping = inside.ping(second);
        inside.send(second, ping.draft);
        if (!inside.answers_to(ping, second, inside.bench().patience.tries.back(), true).empty()) {
            return inside.pass("answered", expected, "it was answered");
        }
        if (inside.is_alive(second)) { return inside.fail("silent", expected, "the first was not answered, a later one was"); }
        auto finding = inside.pass("never-answered", expected, "no ping on it was ever answered");
        finding.verdict = Verdict::inconclusive;
        return finding;
    });
}

const std::array table{
    Probe{"rfc7296/2.8/new-child-sa-receives-at-once", new_child_sa_receives_at_once, &traffic_passes},
    Probe{"rfc7296/2.17/order-of-child-keys", order_of_child_keys, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc7296_2_17_probes() { return table; }

}  // namespace conformance::probes::esp
