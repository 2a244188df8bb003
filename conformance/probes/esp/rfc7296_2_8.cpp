// RFC 7296, Sections 1.4.1, 2.8 and 2.8.1: Child SAs that replace others, that are deleted, and
// that another IKE SA inherits.

#include <array>

#include "probes/esp/tables.h"
#include "probes/ike/rekeyed_ike_sa.h"

namespace conformance::probes::esp {

namespace {

using peers::ike::ChildSa;

// Throws Unmet where there is none.
ChildSa made_by(const peers::ike::NewChild& made, const std::string& what)
{
    if (!made.sa) {
        throw Unmet{"the gateway " + what + ": " + made.code()};
    }
    return *made.sa;
}

// While the old and the new Child SA coexist, packets on either are accepted.
Finding both_child_sas_receive(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected =
            "answers to pings on the new Child SA and on the old one, in turn";
        const auto made = made_by(ike::rekeyed_child(inside.bench(), inside.tunnel()),
                                  "did not rekey the Child SA");
        Traffic next{inside.bench(), inside.tunnel(), made};
        next.hear_too(*inside.tunnel().child());
        inside.traffic().hear_too(made);
        constexpr unsigned turns = 3;
        for (unsigned i = 0; i < turns; ++i) {
            if (!inside.is_alive(next)) {
                return inside.fail("new-silent", expected, "no ping on the new one was answered");
            }
            if (!inside.is_alive()) {
                return inside.fail("old-silent", expected, "no ping on the old one was answered");
            }
        }
        return inside.pass("answered", expected, "all of them were answered");
    });
}

// A Child SA that was deleted is closed: nothing more is taken on it.
Finding deleted_child_sa_is_closed(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected =
            "no answer to a ping on a Child SA after its Delete, but one on another";
        const auto second = made_by(ike::opened_child(inside.bench(), inside.tunnel()),
                                    "opened no second Child SA");
        Traffic other{inside.bench(), inside.tunnel(), second};
        other.hear_too(*inside.tunnel().child());
        inside.traffic().hear_too(second);
        const auto deleted = inside.tunnel().close_child(inside.tunnel().child()->initiator_spi);
        if (!deleted.opened) {
            throw Unmet{"the Delete of a Child SA was not answered"};
        }
        const auto ping = inside.ping();
        inside.send(ping.draft);
        if (!inside.answers_to(ping, inside.quiet(), true).empty()) {
            return inside.fail("delivered", expected, "the ping was answered");
        }
        if (!inside.is_alive(other)) {
            throw Unmet{"no ping on the other Child SA is answered either"};
        }
        return inside.pass("closed", expected, "it was not; a ping on the other was answered");
    });
}

// Deleting an IKE SA closes the Child SAs that are left under it: nothing more is taken on them.
Finding child_sas_close_with_their_ike_sa(Bench& bench)
{
    using namespace wire::ike;
    const std::string expected =
        "no answer to a ping on a Child SA after the Delete of its IKE SA was answered";
    Inside inside{bench};
    const bool was_alive = inside.is_alive();
    auto& tunnel = inside.tunnel();
    const auto deleted =
        tunnel.exchange(tunnel.informational({payload(Delete{protocol_ike, {}, {}, {}, {}})}));
    if (!was_alive || !deleted.opened || deleted.is_refusal()) {
        throw Unmet{was_alive ? "the Delete of the IKE SA was not answered"
                              : "no ping was answered before the Delete"};
    }
    constexpr unsigned moments = 3;  // which the gateway may take
    for (unsigned i = 0; i < moments; ++i) {
        const auto ping = inside.ping();
        inside.send(ping.draft);
        if (inside.answers_to(ping, inside.quiet(), true).empty()) {
            return resting_on_absence(inside.pass("closed", expected, "it was not answered"));
        }
        (void)inside.answers_to(ping, inside.quiet());
    }
    return inside.fail("delivered", expected, "pings were answered, one after another");
}

// A new IKE SA in the place of another inherits its Child SAs, which carry traffic when the old one
// is deleted.
Finding child_sas_are_inherited(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected =
            "an answer to a ping after the IKE SA was rekeyed and the old one deleted";
        const auto made = ike::rekeyed_ike_sa(inside.bench(), inside.tunnel());
        if (!made.sa) {
            throw Unmet{"the gateway did not rekey the IKE SA: " +
                        ike::refusal_of(made.conclusion)};
        }
        (void)ike::go_on_under(inside.tunnel(), *made.sa);
        return inside.is_alive() ? inside.pass("answered", expected, "a ping was answered")
                                 : inside.fail("silent", expected, "no ping was answered");
    });
}

const std::array table{
    Probe{"rfc7296/1.4.1/deleted-child-sa-is-closed", deleted_child_sa_is_closed, &traffic_passes},
    Probe{"rfc7296/1.4.1/child-sas-close-with-their-ike-sa", child_sas_close_with_their_ike_sa,
          &traffic_passes},
    Probe{"rfc7296/2.8/child-sas-inherited", child_sas_are_inherited, &traffic_passes},
    Probe{"rfc7296/2.8.1/both-child-sas-receive", both_child_sas_receive, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc7296_2_8_probes()
{
    return table;
}

}  // namespace conformance::probes::esp
