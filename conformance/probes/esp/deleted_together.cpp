// RFC 7296, Section 1.4.1: a Delete payload with several SPIs.

#include <array>

#include "probes/esp/inside.h"
#include "probes/esp/tables.h"
#include "probes/ike/rekeying.h"

namespace conformance::probes::esp {

namespace {

using namespace wire::ike;

// Of several SPIs in one Delete payload every Child SA is closed.
Finding every_child_sa_is_closed(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected =
            "no answer to pings on two Child SAs after one Delete of both, but one on a third";
        auto& tunnel = inside.tunnel();
        std::vector<peers::ike::ChildSa> children{*tunnel.child()};
        for (unsigned i = 0; i < 2; ++i) {
            const auto made = ike::opened_child(inside.bench(), tunnel);
            if (!made.sa) {
                throw Unmet{"the gateway opened no third Child SA: " + made.code()};
            }
            children.push_back(*made.sa);
        }
        std::vector<std::unique_ptr<Traffic>> all;
        for (const auto& child : children) {
            all.push_back(std::make_unique<Traffic>(inside.bench(), tunnel, child));
            for (const auto& other : children) {
                if (other.initiator_spi != child.initiator_spi) {
                    all.back()->hear_too(other);
                }
            }
        }
        const auto deleted = tunnel.exchange(tunnel.informational({payload(Delete{
            protocol_esp, {children[0].initiator_spi, children[1].initiator_spi}, {}, {}, {}})}));
        if (!deleted.opened) {
            throw Unmet{"the Delete of two Child SAs was not answered"};
        }
        for (unsigned i = 0; i < 2; ++i) {
            const auto ping = inside.ping(*all[i]);
            inside.send(*all[i], ping.draft);
            if (!inside.answers_to(ping, *all[2], inside.quiet(), true).empty()) {
                return inside.fail("delivered", expected,
                                   "the ping on the one that was named " +
                                       std::string{i == 0 ? "first" : "last"} + " was answered");
            }
        }
        if (!inside.is_alive(*all[2])) {
            throw Unmet{"no ping on the third Child SA is answered either"};
        }
        return inside.pass("dropped", expected, "only the one on the third was answered");
    });
}

const std::array table{
    Probe{"rfc7296/1.4.1/every-child-sa-named-is-closed", every_child_sa_is_closed,
          &traffic_passes},
};

}  // namespace

std::span<const Probe> deleted_together_probes()
{
    return table;
}

}  // namespace conformance::probes::esp
