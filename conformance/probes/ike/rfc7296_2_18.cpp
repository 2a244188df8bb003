// RFC 7296, Sections 1.3.2 and 2.18: Rekeying IKE SAs Using a CREATE_CHILD_SA Exchange.

#include <algorithm>
#include <array>

#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/rekeyed_ike_sa.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using peers::ike::OwnSa;

std::string flaw_of(const NewIkeSa& made, const OwnSa& before)
{
    constexpr std::size_t ike_spi_octets = 8;
    wire::Writer old_spi;
    old_spi.u64("SPI", before.responder_spi);
    const auto& spi = made.selected->spi;
    const bool is_zero = std::ranges::all_of(spi, [](auto octet) { return octet == 0; });
    if (spi.size() != ike_spi_octets || is_zero) {
        return "no-spi";
    }
    if (spi == old_spi.take()) {
        return "spi-not-new";
    }
    if (made.conclusion.body<Nonce>(PayloadType::nonce) == nullptr ||
        made.conclusion.body<KeyExchange>(PayloadType::key_exchange) == nullptr) {
        return "payload-missing";
    }
    return "";
}

// A request to rekey the IKE SA is answered with SA, Nr and KEr, and a new SPI of the gateway in
// the proposal.
Finding ike_sa_is_rekeyed(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "SA with a new SPI of 8 octets, Nr and KEr";
        const auto before = tunnel.current();
        const auto made = rekeyed_ike_sa(here, tunnel);
        const auto& answer = made.conclusion;
        if (is_refused_altogether(answer)) {
            auto finding = pass(here, answer, "refused-altogether", expected);
            finding.advisories.push_back({"refused-altogether",
                                          "the gateway rekeys no IKE SA, which it may refuse",
                                          "RFC 7296, Section 1.3", false});
            return finding;
        }
        if (is_put_off(answer)) {
            return inconclusive(here, answer, refusal_of(answer), expected);
        }
        if (!made.selected) {
            return fail(here, answer, refusal_of(answer), expected);
        }
        const auto flaw = flaw_of(made, before);
        if (made.sa) {
            (void)go_on_under(tunnel, *made.sa);
        }
        return flaw.empty() ? pass(here, answer, "rekeyed", expected)
                            : fail(here, answer, flaw, expected);
    });
}

// Throws Unmet where there is none.
OwnSa successor(const Bench& bench, const NewIkeSa& made)
{
    if (!made.sa) {
        throw Unmet{"the gateway did not rekey the IKE SA: " +
                    text_of(made.conclusion, bench.registries)};
    }
    return *made.sa;
}

// The first request under the new IKE SA, behind the end of the old one.
Finding expect_answer_under(Bench& bench, Tunnel& tunnel, const OwnSa& next)
{
    const auto expected = "a response under the new keys to a request with Message ID 0";
    (void)go_on_under(tunnel, next);
    const auto answer = tunnel.exchange(tunnel.informational());
    return answer.opened ? pass(bench, answer, "answered", expected)
                         : fail(bench, answer, silence_of(answer), expected);
}

// A rekeyed IKE SA counts its Message IDs from zero.
Finding rekeyed_sa_begins_anew(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto made = rekeyed_ike_sa(here, tunnel);
        return expect_answer_under(here, tunnel, successor(here, made));
    });
}

// Where an IKE SA is rekeyed to another PRF, its SKEYSEED is made with the old one, its keys with
// the new one.
Finding keys_are_made_by_the_new_prf(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto made = rekeyed_to_another_prf(here, tunnel);
        if (!made || made->conclusion.notify(NotifyType::no_proposal_chosen) != nullptr) {
            return pass(here, made ? made->conclusion : tunnel.answer(), "no-other-prf",
                        "an IKE SA with another PRF in the place of the first, or none");
        }
        return expect_answer_under(here, tunnel, successor(here, *made));
    });
}

// An IKE SA that was rekeyed goes on counting, and answers the request that deletes it.
Finding old_ike_sa_answers_its_deletion(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "a response under the old keys to the Delete of the old IKE SA";
        const auto made = rekeyed_ike_sa(here, tunnel);
        const auto answer = go_on_under(tunnel, successor(here, made));
        return answer.opened ? pass(here, answer, "answered", expected)
                             : fail(here, answer, silence_of(answer), expected);
    });
}

SecurityAssociation without_key_exchange(SecurityAssociation offer, bool names_none)
{
    constexpr std::uint16_t none = 0;
    auto& transforms = offer.proposals.front().transforms;
    std::erase_if(transforms, [](const auto& one) {
        return one.type == static_cast<std::uint8_t>(TransformType::key_exchange_method);
    });
    if (names_none) {
        transforms.push_back(transform(TransformType::key_exchange_method, none));
    }
    return offer;
}

// Rekeying an IKE SA without a Diffie-Hellman exchange is not accepted.
Finding rekeying_without_key_exchange_is_refused(Bench& bench)
{
    Finding finding;
    for (const bool names_none : {true, false}) {
        const std::string expected =
            names_none ? "a refusal of a proposal with the group NONE"
                       : "a refusal of a proposal without a group and a KE payload";
        auto tunnel = established_tunnel(bench);
        const auto offer = peers::ike::rekey_offer({known_row(bench)}, bench.random);
        const auto made =
            tunnel.open_ike_sa(tunnel.rekey_ike_sa(without_key_exchange(offer, names_none), 0));
        tunnel.leave();
        if (made.selected) {
            return fail(bench, made.conclusion, "accepted", expected);
        }
        finding = pass(bench, made.conclusion, refusal_of(made.conclusion), expected);
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/1.3.2/ike-sa-rekeyed", ike_sa_is_rekeyed, &tunnel_is_established},
    Probe{"rfc7296/1.3.2/old-ike-sa-answers-its-deletion", old_ike_sa_answers_its_deletion,
          &tunnel_is_established},
    Probe{"rfc7296/2.18/rekeyed-sa-begins-anew", rekeyed_sa_begins_anew, &tunnel_is_established},
    Probe{"rfc7296/2.18/keys-made-by-the-new-prf", keys_are_made_by_the_new_prf,
          &tunnel_is_established},
    Probe{"rfc7296/2.18/rekeying-without-key-exchange-refused",
          rekeying_without_key_exchange_is_refused, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_18_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
