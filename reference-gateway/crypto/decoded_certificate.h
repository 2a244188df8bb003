// A certificate that is decoded once, whatever is asked of it: with OpenSSL 3.0 that costs more
// than to verify a signature by its key.
#pragma once

#include <memory>
#include <optional>

#include "base/octets.h"

struct x509_st;

namespace gateway::crypto {

class DecodedCertificate {
public:
    // Nothing where the octets are anything but one certificate in DER.
    [[nodiscard]] static std::optional<DecodedCertificate> read(View der);

    [[nodiscard]] View der() const noexcept { return der_; }
    // OpenSSL's, for the files of this folder.
    [[nodiscard]] x509_st* get() const noexcept { return decoded_.get(); }

private:
    struct Free {
        void operator()(x509_st* certificate) const noexcept;
    };

    DecodedCertificate() = default;

    Octets der_;
    std::unique_ptr<x509_st, Free> decoded_;
};

}  // namespace gateway::crypto
