// RFC 7296, Sections 1.3 and 3.3.6: The CREATE_CHILD_SA Exchange.

#include <algorithm>
#include <array>

#include "peers/ike/child_offer.h"
#include "probes/ike/rekeying.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using catalog::IpsecRow;
using peers::ike::child_offer;

bool has_what_belongs_to_it(const Conclusion& conclusion)
{
    return std::ranges::all_of(
        std::array{PayloadType::nonce, PayloadType::traffic_selector_initiator,
                   PayloadType::traffic_selector_responder},
        [&](PayloadType type) {
            return std::ranges::any_of(conclusion.inside,
                                       [&](const Payload& one) { return one.is(type); });
        });
}

// A request to rekey a Child SA is answered with SA, Nr, TSi and TSr of one in its place, which has
// an SPI of its own.
Finding child_sa_is_rekeyed(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "SA with another SPI than before, Nr, TSi and TSr";
        const auto made = rekeyed_child(here, tunnel);
        const auto& answer = made.conclusion;
        if (is_refused_altogether(answer)) {
            auto finding = pass(here, answer, "refused-altogether", expected);
            finding.advisories.push_back({"refused-altogether",
                                          "the gateway rekeys no Child SA, which it may refuse",
                                          "RFC 7296, Section 1.3", false});
            return finding;
        }
        if (is_put_off(answer)) {
            return inconclusive(here, answer, made.code(), expected);
        }
        if (!made.selected) {
            return fail(here, answer, made.code(), expected);
        }
        if (made.selected->spi == first_child(tunnel).responder_spi) {
            return fail(here, answer, "spi-not-new", expected);
        }
        return has_what_belongs_to_it(answer) ? pass(here, answer, "rekeyed", expected)
                                              : fail(here, answer, "payload-missing", expected);
    });
}

// The rows of a group, and those of another, that the gateway opens Child SAs of.
struct TwoGroups {
    std::vector<IpsecRow> rows, others;
};

TwoGroups two_groups(const Bench& bench)
{
    auto offers = offers_of(bench);
    std::erase_if(offers, [](const auto& offer) { return offer.front().pfs == 0; });
    if (offers.size() < 2) {
        throw Unmet{"the edition has no Child SAs of two groups that the prober computes in"};
    }
    return {offers[0], offers[1]};
}

// The data of this notify, of another length or another group than `group`.
bool names_another(const Notify& notify, std::uint16_t group)
{
    const Octets wanted{static_cast<std::uint8_t>(group >> 8U), static_cast<std::uint8_t>(group)};
    return notify.data != wanted;
}

// Where the gateway would select another group than that of KEi, the request is refused, and
// INVALID_KE_PAYLOAD names in two octets the group that it would select.
Finding another_group_is_asked_for(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto groups = two_groups(here);
        const auto wanted = groups.rows.front().pfs;
        const auto expected =
            "INVALID_KE_PAYLOAD with the group " + std::to_string(wanted) + ", or another refusal";
        const auto made = tunnel.open_child(tunnel.create_child_sa(
            child_offer(groups.rows, here.random), groups.others.front().pfs));
        const auto& answer = made.conclusion;
        if (made.selected) {
            return fail(here, answer, "accepted", expected);
        }
        if (!answer.opened) {
            return fail(here, answer, made.code(), expected);
        }
        if (!answer.is_refusal()) {
            return fail(here, answer, "no-error", expected);
        }
        const auto* notify = answer.notify(NotifyType::invalid_ke_payload);
        return notify != nullptr && names_another(*notify, wanted)
                   ? fail(here, answer, "another-group", expected)
                   : pass(here, answer, made.code(), expected);
    });
}

// What nobody has: SHA-1 as the integrity of a cipher of an unassigned number.
SecurityAssociation unacceptable(Random& random)
{
    constexpr std::uint16_t unassigned = 900;
    return child_offer({{.encr = unassigned, .key_length = 128, .integ = 2, .pfs = 0}}, random);
}

// A failed attempt to create a Child SA leaves the IKE SA as it is.
Finding failed_child_leaves_the_ike_sa(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "a refusal, and then a response to an empty INFORMATIONAL request";
        const auto made = tunnel.open_child(tunnel.create_child_sa(unacceptable(here.random), 0));
        if (made.selected || !made.conclusion.is_refusal() ||
            made.is_refused_with(NotifyType::invalid_syntax)) {
            return inconclusive(here, made.conclusion, made.code(), expected);
        }
        const auto later = tunnel.exchange(tunnel.informational());
        auto finding = pass(here, later, "still-there", expected);
        if (!later.opened) {
            finding.code = "gone";
            finding.advisories.push_back({"gone", "the IKE SA ended with the failed Child SA",
                                          "RFC 7296, Section 1.3.1", true});
        }
        return finding;
    });
}

bool is_without_group(const Proposal& selected)
{
    const auto groups = selected.of(TransformType::key_exchange_method);
    return groups.empty() || groups.front().id == 0;
}

// When the selected proposal has the group NONE, the KE payload is ignored and none is sent back.
Finding key_exchange_of_group_none(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "no KE payload beside a proposal without a group";
        auto offers = offers_of(here);
        if (offers.size() < 2 || offers.front().front().pfs != 0) {
            throw Unmet{"the edition has no Child SAs with and without a group"};
        }
        auto rows = offers[0];
        rows.insert(rows.end(), offers[1].begin(), offers[1].end());
        const auto made = tunnel.open_child(
            tunnel.create_child_sa(child_offer(rows, here.random), offers[1].front().pfs));
        if (!made.selected) {
            return inconclusive(here, made.conclusion, made.code(), expected);
        }
        if (!is_without_group(*made.selected)) {
            return pass(here, made.conclusion, "group-selected", expected);
        }
        return made.conclusion.body<KeyExchange>(PayloadType::key_exchange) == nullptr
                   ? pass(here, made.conclusion, "no-key-exchange", expected)
                   : fail(here, made.conclusion, "key-exchange-sent", expected);
    });
}

const std::array table{
    Probe{"rfc7296/1.3/invalid-ke-payload", another_group_is_asked_for, &tunnel_is_established},
    Probe{"rfc7296/1.3.1/failed-child-leaves-the-ike-sa", failed_child_leaves_the_ike_sa,
          &tunnel_is_established},
    Probe{"rfc7296/1.3.3/child-sa-rekeyed", child_sa_is_rekeyed, &tunnel_is_established},
    Probe{"rfc7296/3.3.6/key-exchange-of-group-none", key_exchange_of_group_none,
          &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_1_3_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
