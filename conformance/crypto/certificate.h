// What an X.509 certificate says, as far as a probe judges it: RFC 5280, RFC 6125. The library's
// own parser reads it; one that it refuses is no certificate here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/octets.h"

namespace conformance::crypto {

class Certificate {
public:
    // Nothing when the octets are no certificate.
    [[nodiscard]] static std::optional<Certificate> read(View der);

    std::string subject, issuer;  // CN=gw.example.test,O=Example
    std::string common_name;
    std::vector<std::string> dns_names, addresses;  // of subjectAltName
    std::string not_before, not_after;              // 2026-11-22T02:29:22Z
    std::string key_algorithm;                      // RSA, ECDSA, Ed25519, ...
    std::size_t key_bits = 0;                       // 0: unknown
    std::string signature_algorithm;                // RSA/EMSA3(SHA-256)
    std::string signature_hash;  // SHA-256; "none of its own" (Ed25519); empty: unknown
    bool self_issued = false;

    // Whether `other` issued this certificate: by name, and by the signature where the library
    // knows its algorithm.
    [[nodiscard]] bool is_issued_by(const Certificate& other) const;
    // Whether a dNSName of subjectAltName (or, without any, the common name) is this host, or an
    // iPAddress this address.
    [[nodiscard]] bool names(std::string_view host_or_address) const;
    [[nodiscard]] bool has_dns_names() const { return !dns_names.empty(); }

private:
    struct Parsed;
    std::shared_ptr<const Parsed> parsed_;  // const, and as cheap to copy as the facts above
};

// RFC 6125, Section 6.4.3: *.example.test is any one label before .example.test.
[[nodiscard]] bool matches_name(std::string_view pattern, std::string_view host);

}  // namespace conformance::crypto
