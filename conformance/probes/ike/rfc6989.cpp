// RFC 6989: Additional Diffie-Hellman Tests for IKEv2.

#include <array>

#include "probes/ike/expect.h"
#include "probes/ike/forged_key_exchange.h"
#include "probes/ike/tables.h"
#include "probes/ike/together.h"

namespace conformance::probes::ike {

namespace {

constexpr std::uint16_t modp_2048_with_256 = 24;

Octets number(std::size_t octets, std::uint8_t value)
{
    Octets result(octets, 0);
    result.back() = value;
    return result;
}

// The tests are recommended; required of those that reuse their own values, RFC 6989, Section 2.
Finding recommended(Bench& bench, const Forgery& forgery, const Answer& answer)
{
    const auto expected = "no SA from a public value that is " + forgery.what;
    if (reuses_its_public_value(bench, forgery.row)) {
        return fail(bench, answer, "accepted-with-reused-values",
                    expected + ", above all not by a gateway that reuses its own");
    }
    auto finding = pass(bench, answer, expected);
    finding.advisories.push_back(
        {"accepted",
         "a public value that is " + forgery.what +
             " was answered like any other; testing it is recommended to those that never reuse "
             "their own",
         "RFC 6989, Section 2", true});
    return finding;
}

// A MODP public value of 0, 1, p-1 or beyond is not used for an SA.
Finding modp_range_is_checked(Bench& bench)
{
    const auto row = row_of_instance(bench);
    const auto octets = Initiator::public_octets(row.group);
    auto prime = crypto::modp_prime(row.group);
    auto below = prime;
    below.back() ^= 1;  // it is odd
    return send_forgeries(bench,
                          {{row, "0", number(octets, 0)},
                           {row, "1", number(octets, 1)},
                           {row, "p-1", below},
                           {row, "p", prime},
                           {row, "beyond p", Octets(octets, 0xff)}},
                          recommended);
}

using Change = Initiator::Secret;

// A value of which it is known what the gateway makes of it, but for the sign: who takes it is not
// left with a half-open SA.
struct Outsider {
    const char* what;
    Change value, secret;  // from those of our own
};

struct Reply {
    Answer answer;
    bool is_used = false;  // keys of the value agree
};

Reply send_outsider(Bench& bench, const catalog::IkeRow& row, const Outsider& outsider)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(row);
    for (auto& payload : request.payloads) {
        if (auto* share = std::get_if<wire::ike::KeyExchange>(&payload.body)) {
            share->data = outsider.value(share->data);
        }
    }
    Reply reply{peer.exchange_briefly(std::move(request))};
    if (!reply.answer.accepted()) {
        return reply;
    }
    const Change other_sign = [&](const Octets& own) {
        return crypto::modp_negated(row.group, outsider.secret(own));
    };
    for (const auto& secret : {outsider.secret, other_sign}) {
        peer.assume_secret(secret);
        reply.is_used = reply.is_used || peer.conclude_once(reply.answer).opened;
    }
    return reply;
}

// A public value outside the subgroup of group 23 or 24 is not used for an SA.
Finding subgroup_is_checked(Bench& bench)
{
    const auto row = row_of_instance(bench);
    const Change negated = [&](const Octets& own) { return crypto::modp_negated(row.group, own); };
    const Change one = [](const Octets& own) { return number(own.size(), 1); };
    // p-1 is not in the subgroup, nor is then what it takes out of it.
    const std::array outsiders{
        Outsider{"outside the subgroup", negated, [](Octets own) { return own; }},
        Outsider{"p-1, outside the subgroup", [&](const Octets& own) { return negated(one(own)); },
                 one}};
    std::vector<Answer> answers;
    bool is_answered = false;
    for (const auto& outsider : outsiders) {
        const auto [answer, is_used] = send_outsider(bench, row, outsider);
        if (is_used) {
            return fail(bench, answer, "accepted",
                        std::string{"no SA from a public value that is "} + outsider.what);
        }
        is_answered = is_answered || answer.accepted();
        answers.push_back(answer);
    }
    auto finding = expect_survival(bench, answers);
    finding.code = "refused";
    finding.expected = "no SA from such a public value";
    if (is_answered) {
        finding.advisories.push_back({"answered",
                                      "the request is answered as if it were accepted, though no "
                                      "keys come of it; it is to be dropped",
                                      "RFC 6989, Section 2.5"});
    }
    return finding;
}

// An ECP public value that is no point of its curve is not used for an SA.
Finding point_is_on_the_curve(Bench& bench)
{
    const auto row = row_of_instance(bench);
    const auto octets = Initiator::public_octets(row.group);
    auto beside = crypto::key_exchange(row.group, bench.random)->public_value();
    beside.back() ^= 1;
    return send_forgeries(bench,
                          {{row, "no point of the curve", beside},
                           {row, "zero", Octets(octets, 0)},
                           {row, "beyond the field", Octets(octets, 0xff)}},
                          recommended);
}

std::vector<std::string> modp_groups(const catalog::Edition& edition,
                                     const catalog::Registries& registries)
{
    return groups_of(edition, registries, is_modp);
}

std::vector<std::string> groups_with_subgroups(const catalog::Edition& edition,
                                               const catalog::Registries& registries)
{
    return groups_of(edition, registries,
                     [](std::uint16_t group) { return group == modp_2048_with_256; });
}

std::vector<std::string> ecp_groups(const catalog::Edition& edition,
                                    const catalog::Registries& registries)
{
    return groups_of(edition, registries, is_ecp);
}

const std::array table{
    Probe{"rfc6989/2.1/modp-range-checked", modp_range_is_checked, &known_row_is_accepted,
          Impact::safe, modp_groups},
    Probe{"rfc6989/2.2/subgroup-checked", subgroup_is_checked, &known_row_is_accepted, Impact::safe,
          groups_with_subgroups},
    Probe{"rfc6989/2.3/point-on-the-curve", point_is_on_the_curve, &known_row_is_accepted,
          Impact::safe, ecp_groups},
};

}  // namespace

std::span<const Probe> rfc6989_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
