// What speaks behind the TLS port: SSTP, OpenVPN, some other TLS server, or nobody.
#pragma once

#include <string>
#include <vector>

#include "core/bench.h"

namespace conformance::peers::tls {

struct Classification {
    enum class Kind { sstp, openvpn, tls, closed, unknown };

    Kind kind = Kind::unknown;
    std::string text;
    std::vector<unsigned> frames;
};

[[nodiscard]] std::string to_string(
    Classification::Kind kind);  // sstp, openvpn, tls, closed, unknown

// Two connections at most: a TLS handshake with an SSTP request inside, then an OpenVPN hard reset.
[[nodiscard]] Classification classify_tls_port(Bench& bench);

}  // namespace conformance::peers::tls
