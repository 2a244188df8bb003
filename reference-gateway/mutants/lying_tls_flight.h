// The server's first flight up to TLS 1.2, ServerHello to ServerHelloDone, with every field open to
// a lie: RFC 5246, 7.4.1.3 to 7.4.5.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/octets.h"
#include "crypto/certificate_files.h"
#include "crypto/tls_signature.h"
#include "mutants/lying_tls_hello.h"

namespace gateway::mutants {

struct ServerFlight {
    std::uint16_t version = tls_1_2;
    Octets random;
    Octets session_id;
    std::uint16_t suite = 0;
    std::uint8_t compression = 0;
    std::vector<Extension> extensions;
    // Of ServerKeyExchange; a scheme there is from TLS 1.2 on.
    std::uint16_t curve = 0;
    Octets point;
    std::optional<crypto::SignatureScheme> scheme;
    Octets signed_before;  // the two random values
    Octets modulus;        // of a finite field; nothing: the key exchange is that of the suite
};

// What an honest server would say to this client about `suite`: only extensions it asked for.
// The point is the base point of its curve: the private key of a liar is 1.
[[nodiscard]] ServerFlight flight_for(const ClientHello& hello, std::uint16_t version,
                                      std::uint16_t suite);

// ServerHello alone, as it resumes a session.
[[nodiscard]] Octets hello_message(const ServerFlight& flight);
// The messages, which follow the key exchange of the suite: no Certificate for an anonymous
// one, a signed ServerKeyExchange for ECDHE.
[[nodiscard]] Octets messages_of(const ServerFlight& flight,
                                 const crypto::ServerIdentity& identity);
// In records.
[[nodiscard]] Octets encode(const ServerFlight& flight, const crypto::ServerIdentity& identity);

}  // namespace gateway::mutants
