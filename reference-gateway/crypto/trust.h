// Which client certificates are believed: those that lead to a root the operator named, and are not
// revoked by their thumbprint.
#pragma once

#include <expected>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/octets.h"
#include "crypto/decoded_certificate.h"

namespace gateway::crypto {

enum class Trust { trusted, malformed, untrusted, revoked };

struct Judgement {
    Trust trust = Trust::malformed;
    // Whose the certificate is, unlike anybody else's that is trusted: the issuer's key and the
    // subject, or where that is empty the certificate. Empty unless it is trusted.
    std::string person = {};
};

class TrustedRoots {
public:
    // Nobody is trusted.
    TrustedRoots();
    // Several roots, in one PEM text.
    [[nodiscard]] static std::expected<TrustedRoots, std::string> from_pem(const std::string& pem);

    // SHA-1 of the certificate, 20 octets, as certificate stores show it.
    void revoke(Octets thumbprint) { revoked_.insert(std::move(thumbprint)); }
    // SHA-1 of each root's public key: what a CERTREQ lists (RFC 7296, Section 3.7).
    [[nodiscard]] const std::vector<Octets>& authorities() const noexcept { return root_names_; }

    // Certificates in DER, the client's own first, the others in any order.
    [[nodiscard]] Judgement judge(const std::vector<Octets>& chain) const;
    // The same for one whose own is decoded already, and is not among the others.
    [[nodiscard]] Judgement judge(const DecodedCertificate& own,
                                  std::span<const Octets> others) const;

private:
    struct Store;

    [[nodiscard]] bool is_revoked(View der) const;

    std::shared_ptr<const Store> store_;
    std::vector<Octets> root_names_;
    std::set<Octets> roots_;  // in DER
    std::set<Octets> revoked_;
};

// The subject of a certificate in DER, as RFC 2253 writes it; empty when it is none.
[[nodiscard]] std::string subject_of(View certificate);
[[nodiscard]] std::string subject_of(const DecodedCertificate& certificate);

// The same as it stands there.
[[nodiscard]] Octets subject_der_of(View certificate);

}  // namespace gateway::crypto
