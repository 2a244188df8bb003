// The server's first flight up to TLS 1.2, ServerHello to ServerHelloDone, with every field open to
// a lie: RFC 5246, 7.4.1.3 to 7.4.5.
#pragma once

#include <cstdint>
#include <vector>

#include "base/octets.h"
#include "crypto/certificate_files.h"
#include "mutants/lying_tls_hello.h"

namespace gateway::mutants {

struct ServerFlight {
    std::uint16_t version = tls_1_2;
    Octets random;
    Octets session_id;
    std::uint16_t suite = 0;
    std::uint8_t compression = 0;
    std::vector<Extension> extensions;
};

// What an honest server would say to this client about `suite`: only extensions it asked for.
[[nodiscard]] ServerFlight flight_for(const ClientHello& hello, std::uint16_t version,
                                      std::uint16_t suite);

// The records. Messages follow the key exchange of the suite: no Certificate for an anonymous one,
// a signed ServerKeyExchange for ECDHE.
[[nodiscard]] Octets encode(const ServerFlight& flight, const ClientHello& hello,
                            const crypto::ServerIdentity& identity);

}  // namespace gateway::mutants
