// Whom a gateway lets in: clients of the authorities that it trusts, and nobody else.

#include <array>

#include "crypto/stranger.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

class Stranger : public Credentials {
public:
    Stranger(crypto::Minted minted, Random& random)
        : certificates_{std::move(minted.certificate)}, key_{std::move(minted.key)}, random_{random}
    {
    }

    [[nodiscard]] const std::vector<Octets>& certificates() const override { return certificates_; }
    [[nodiscard]] std::optional<Octets> sign(const std::string& algorithm,
                                             View to_be_signed) override
    {
        const auto scheme = crypto::scheme_named(algorithm);
        return scheme ? key_.sign(*scheme, to_be_signed, random_) : std::nullopt;
    }

private:
    std::vector<Octets> certificates_;
    crypto::PrivateKey key_;
    Random& random_;
};

// A client whose certificate no authority of the gateway's has issued is refused, whatever its
// subject.
Finding strangers_are_refused(Bench& bench)
{
    const auto expected =
        "no IKE SA for a client that has signed its own certificate, in our client's name";
    Stranger stranger{crypto::stranger_named_like(bench.credentials->certificates().front(),
                                                  bench.random, bench.today),
                      bench.random};
    auto here = bench.of(bench.target);
    here.credentials = &stranger;
    auto tunnel = tried_tunnel(here);
    if (tunnel.is_established()) {
        auto finding = fail(bench, tunnel.answer(), "let-in", expected);
        tunnel.leave();
        return finding;
    }
    const auto& answer = tunnel.answer();
    if (!answer.answer.is_message()) {
        return resting_on_absence(pass(bench, answer, "silent", expected));
    }
    return answer.is_refusal() ? pass(bench, answer, "refused", expected)
                               : inconclusive(bench, answer, "no-refusal", expected);
}

const std::array table{
    Probe{"p2s/ike/strangers-refused", strangers_are_refused, &signature_opens_a_tunnel},
};

}  // namespace

std::span<const Probe> strangers_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
