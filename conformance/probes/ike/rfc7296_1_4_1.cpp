// RFC 7296, Sections 1.4.1 and 2.25.1: deleting Child SAs.

#include <algorithm>
#include <array>

#include "peers/ike/child_offer.h"
#include "probes/ike/rekeying.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

Message deletion_of(const Tunnel& tunnel, std::vector<Octets> spis)
{
    return tunnel.informational({payload(Delete{protocol_esp, std::move(spis), {}, {}, {}})});
}

// The SPIs that an answer says are deleted.
std::vector<Octets> deleted_in(const Conclusion& conclusion)
{
    std::vector<Octets> spis;
    for (const auto& one : conclusion.inside) {
        const auto* body = std::get_if<Delete>(&one.body);
        if (body != nullptr) {
            spis.insert(spis.end(), body->spis.begin(), body->spis.end());
        }
    }
    std::ranges::sort(spis);
    return spis;
}

bool is_response(const Conclusion& conclusion)
{
    return conclusion.opened && (conclusion.answer.message().flags & flag_response) != 0;
}

// The response to the Delete of Child SAs names the SPIs of the paired SAs, which lead to the
// gateway.
Finding paired_child_sas_are_named(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        std::vector<Octets> ours{first_child(tunnel).initiator_spi};
        std::vector<Octets> theirs{first_child(tunnel).responder_spi};
        if (const auto second = opened_child(here, tunnel); second.sa) {
            ours.push_back(second.sa->initiator_spi);
            theirs.push_back(second.sa->responder_spi);
        }
        std::ranges::sort(theirs);
        std::string expected = "a response with a Delete payload for";
        for (const auto& spi : theirs) {
            expected += " " + hex(spi);
        }
        const auto answer = tunnel.exchange(deletion_of(tunnel, ours));
        if (!is_response(answer)) {
            return inconclusive(here, answer, "not-answered", expected);
        }
        const auto named = deleted_in(answer);
        if (!std::ranges::includes(theirs, named)) {
            return fail(here, answer, "another-spi", expected);
        }
        auto finding = pass(here, answer, "named", expected);
        if (named != theirs) {
            finding.code = "not-named";
            finding.advisories.push_back(
                {"not-named",
                 "the response does not name all of the paired SAs, as it normally does",
                 "RFC 7296, Section 1.4.1", true});
        }
        return finding;
    });
}

// The Delete of a Child SA that does not exist is answered, and without a Delete payload.
Finding unknown_child_is_not_deleted(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "a response without a Delete payload";
        const auto answer =
            tunnel.exchange(deletion_of(tunnel, {peers::ike::fresh_esp_spi(here.random)}));
        if (!is_response(answer)) {
            return fail(here, answer, answer.answer.is_message() ? "no-response" : "silent",
                        expected);
        }
        auto finding = pass(here, answer, "answered", expected);
        if (!deleted_in(answer).empty()) {
            finding.code = "deleted";
            finding.advisories.push_back(
                {"deleted", "the response has a Delete payload for what was not there",
                 "RFC 7296, Section 2.25.1", true});
        }
        return finding;
    });
}

const std::array table{
    Probe{"rfc7296/1.4.1/paired-child-sas-named", paired_child_sas_are_named,
          &tunnel_is_established},
    Probe{"rfc7296/2.25.1/unknown-child-sa-not-deleted", unknown_child_is_not_deleted,
          &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_1_4_1_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
