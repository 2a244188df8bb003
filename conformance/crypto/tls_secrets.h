// Secrets up to TLS 1.2: RFC 5246, Sections 5, 6.3, 7.4.9 and 8.1; RFC 2246, Section 5, for TLS 1.0
// and 1.1; RFC 6101, Sections 5.6.8, 5.6.9 and 6, for SSL 3.0; RFC 7627 for the extended master
// secret. A transcript is all handshake messages so far, headers included.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/octets.h"

namespace conformance::crypto {

class TlsSecrets {
public:
    // `hash` is that of the suite's PRF, which only TLS 1.2 heeds: SHA-256, SHA-384.
    TlsSecrets(std::uint16_t version, std::string hash);

    // Not in SSL 3.0.
    [[nodiscard]] Octets prf(View secret, std::string_view label, View seed,
                             std::size_t octets) const;

    [[nodiscard]] Octets master_secret(View premaster, View client_random,
                                       View server_random) const;
    [[nodiscard]] Octets extended_master_secret(View premaster, View transcript) const;
    [[nodiscard]] Octets key_block(View master, View client_random, View server_random,
                                   std::size_t octets) const;

    enum class Sender { client, server };
    // Of Finished.
    [[nodiscard]] Octets verify_data(View master, Sender sender, View transcript) const;
    // What CertificateVerify signs before TLS 1.2: MD5 and SHA-1, one behind the other.
    [[nodiscard]] Octets transcript_to_sign(View master, View transcript) const;

private:
    [[nodiscard]] Octets hashed(View transcript) const;

    std::uint16_t version_;
    std::string hash_;
};

}  // namespace conformance::crypto
