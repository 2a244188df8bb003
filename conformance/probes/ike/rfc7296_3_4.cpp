// RFC 7296, Section 3.4: Key Exchange Payload.

#include <algorithm>
#include <array>

#include "probes/ike/expect.h"
#include "probes/ike/forged_key_exchange.h"
#include "probes/ike/sent_public_value.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

constexpr unsigned public_values = 3;
constexpr unsigned most_public_values = 1500;  // without a zero in front: once in 350 runs

// The gateway's own MODP public value has the length of the prime, zeros in front where needed.
Finding public_value_has_the_length_of_the_prime(Bench& bench)
{
    const auto row = row_of_instance(bench);
    const auto octets = Initiator::public_octets(row.group);
    const auto expected = "Key Exchange Data of " + std::to_string(octets) + " octets";
    Answer answer;
    bool begins_with_zero = false;
    for (unsigned i = 0;
         i < (bench.full ? most_public_values : public_values) && !begins_with_zero; ++i) {
        const auto found = sent_public_value(bench, row, octets, expected);
        if (const auto* finding = std::get_if<Finding>(&found)) {
            return *finding;
        }
        const auto& sent = std::get<SentPublicValue>(found);
        answer = sent.answer;
        begins_with_zero = sent.octets.front() == 0;
    }
    return pass(bench, answer, expected);
}

Finding survived(Bench& bench, const Forgery& forgery, const Answer& answer)
{
    auto finding = pass(bench, answer, "no SA from a public value " + forgery.what);
    finding.advisories.push_back(
        {"accepted", "a public value " + forgery.what + " was accepted", "RFC 7296, Section 3.4"});
    return finding;
}

// A public value shorter or longer than its group never leads to an SA.
Finding wrong_length_is_survived(Bench& bench)
{
    std::vector<Forgery> forgeries;
    for (const auto& row : bench.edition.ike) {
        const auto is_there = [&](const Forgery& one) { return one.row.group == row.group; };
        if (!crypto::supports_group(row.group) || std::ranges::any_of(forgeries, is_there)) {
            continue;
        }
        auto value = crypto::key_exchange(row.group, bench.random)->public_value();
        value.push_back(0);
        forgeries.push_back({row, "an octet too long", value});
        value.resize(value.size() - 2);
        forgeries.push_back({row, "an octet too short", value});
    }
    forgeries.push_back({known_row(bench), "without an octet", {}});
    return send_forgeries(bench, forgeries, survived);
}

std::vector<std::string> modp_groups(const catalog::Edition& edition,
                                     const catalog::Registries& registries)
{
    return groups_of(edition, registries, is_modp);
}

const std::array table{
    Probe{"rfc7296/3.4/key-exchange-length", public_value_has_the_length_of_the_prime,
          &known_row_is_accepted, Impact::safe, modp_groups},
    Probe{"rfc7296/3.4/wrong-key-exchange-length", wrong_length_is_survived, &known_row_is_accepted,
          Impact::safe, nullptr, true},
};

}  // namespace

std::span<const Probe> rfc7296_3_4_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
