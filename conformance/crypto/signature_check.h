// What became of verifying a signature.
#pragma once

namespace conformance::crypto {

// `unknown`: neither the certificate nor the algorithm allows a judgement.
enum class SignatureCheck { good, bad, unknown };

}  // namespace conformance::crypto
