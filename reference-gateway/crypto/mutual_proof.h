// The public-key work of an IKE_AUTH: whether the client is who its certificate says, and if so,
// what the gateway signs in return.
#pragma once

#include "crypto/signature.h"
#include "crypto/trust.h"

namespace gateway::crypto {

struct MutualProof {
    std::shared_ptr<const TrustedRoots> roots;
    std::vector<Octets> chain;             // the client's certificates, in DER, its own first
    std::vector<SignatureMethod> methods;  // one of these
    Octets signed_octets, signature;

    std::shared_ptr<const SigningKey> key;  // the gateway's
    SignatureMethod own_method;
    Octets to_be_signed;
};

struct Proven {
    Trust trust = Trust::malformed;
    bool signature_holds = false;
    std::string subject;
    std::string person;  // whom a subject alone does not tell from others
    Octets signature;  // the gateway's; empty unless the client is believed

    [[nodiscard]] bool is_believed() const noexcept
    {
        return trust == Trust::trusted && signature_holds;
    }
};

[[nodiscard]] Proven prove(const MutualProof& work);

// The gateway's half alone, for a client that proves itself otherwise.
struct OwnProof {
    std::shared_ptr<const SigningKey> key;
    SignatureMethod method;
    Octets to_be_signed;
};

struct OwnSignature {
    Octets octets;  // empty where the key cannot sign so
};

[[nodiscard]] OwnSignature prove(const OwnProof& work);

}  // namespace gateway::crypto
