// RFC 8446, Section 4.2.8: Key Share.

#include <array>

#include "crypto/tls_key_exchange.h"
#include "probes/tls/expect.h"
#include "probes/tls/tls_1_3.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

using Groups = std::vector<std::uint16_t>;

struct Offered {
    const char* name;
    Groups listed, shared;
};

const std::array lawful{
    Offered{"X25519 alone", {x25519}, {x25519}},
    Offered{"P-256 alone", {secp256r1}, {secp256r1}},
};
const std::array unlawful{
    Offered{"a share of P-256, which is not listed", {x25519}, {x25519, secp256r1}},
    Offered{"a share of X25519, which is not listed", {secp256r1}, {x25519, secp256r1}},
    Offered{"two shares of X25519", {x25519}, {x25519, x25519}},
    Offered{"two shares of P-256", {secp256r1}, {secp256r1, secp256r1}},
};

ClientHello hello_of(Bench& bench, const Suites& suites, const Offered& offered)
{
    std::vector<KeyShareEntry> shares;
    for (const auto group : offered.shared) {
        shares.push_back({group, crypto::tls_key_exchange(group, bench.random)->public_value()});
    }
    auto hello = Client{bench}.hello(tls_1_3, suites, key_share(shares));
    replace(hello, supported_groups(offered.listed));
    return hello;
}

// Of a ServerHello or HelloRetryRequest.
std::uint16_t group_of(const Answer& answer)
{
    const auto* share = answer.hello.extensions.find(ExtensionType::key_share);
    return share == nullptr ? std::uint16_t{0} : first_number(*share).value_or(0);
}

// The server's key share is of a group that the client's supported_groups lists.
Finding server_share_is_of_a_listed_group(Bench& bench)
{
    const std::string expected = "no key share of a group that is not listed";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        auto finding = conformance::pass("listed", expected, "", {});
        for (const auto& offered : {lawful[0], lawful[1], unlawful[0], unlawful[1]}) {
            const auto answer = Client{bench}.ask(hello_of(bench, suites, offered));
            const auto text = offered.name + (": " + answer.text(bench.registries));
            if (answer.selected() && !peers::tls::contains(offered.listed, group_of(answer))) {
                return fail(bench, answer, "group-not-listed", expected + "; sent was " + text);
            }
            finding.observed += (finding.observed.empty() ? "" : "; ") + text;
            finding.frames.insert(finding.frames.end(), answer.frames.begin(), answer.frames.end());
            finding.rests_on_absence = finding.rests_on_absence || answer.is_absence();
        }
        return finding;
    });
}

// A key share of a group that was not offered, or two of one group, may be refused with
// illegal_parameter.
Finding odd_key_shares_are_survived(Bench& bench)
{
    const std::string expected = "illegal_parameter, or the handshake goes on";
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        auto finding = conformance::pass("survived", expected, "", {});
        for (const auto& offered : unlawful) {
            const auto answer = Client{bench}.ask(hello_of(bench, suites, offered));
            finding.observed += (finding.observed.empty() ? "" : "; ") +
                                (offered.name + (": " + answer.text(bench.registries)));
            finding.frames.insert(finding.frames.end(), answer.frames.begin(), answer.frames.end());
            finding.rests_on_absence = finding.rests_on_absence || answer.is_absence();
        }
        return finding;
    });
}

const std::array table{
    Probe{"rfc8446/4.2.8/key-share-rules", odd_key_shares_are_survived,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/4.2.8/server-share-listed", server_share_is_of_a_listed_group,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_2_8_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
