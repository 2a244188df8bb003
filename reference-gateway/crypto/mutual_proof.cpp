#include "crypto/mutual_proof.h"

#include <algorithm>
#include <utility>

namespace gateway::crypto {

Proven prove(const MutualProof& work)
{
    Proven proven;
    if (work.chain.empty()) return proven;
    const auto own = DecodedCertificate::read(work.chain.front());
    if (!own) return proven;
    // The cheaper first.
    proven.signature_holds = std::ranges::any_of(work.methods, [&](const SignatureMethod& method) {
        return is_signed_by(*own, method, work.signed_octets, work.signature);
    });
    if (!proven.signature_holds) return proven;
    Judgement judgement = work.roots->judge(*own, std::span{work.chain}.subspan(1));
    proven.trust = judgement.trust;
    if (proven.trust != Trust::trusted) return proven;
    proven.subject = subject_of(*own);
    proven.person = std::move(judgement.person);
    proven.signature = work.key->sign(work.own_method, work.to_be_signed).value_or(Octets{});
    return proven;
}

OwnSignature prove(const OwnProof& work)
{
    return {work.key->sign(work.method, work.to_be_signed).value_or(Octets{})};
}

}  // namespace gateway::crypto
