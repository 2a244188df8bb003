// Cookies that prove a peer receives at the address it sends from, RFC 7296, Section 2.6. Nothing
// is kept per peer: a cookie is recognised by computing it again.
#pragma once

#include <array>

#include "base/endpoint.h"
#include "base/instant.h"
#include "base/random.h"

namespace gateway::ike {

class CookieJar {
public:
    explicit CookieJar(Random& random);

    [[nodiscard]] Octets bake(const Endpoint& peer, std::uint64_t initiator_spi, View nonce) const;
    [[nodiscard]] bool recognises(View cookie, const Endpoint& peer, std::uint64_t initiator_spi,
                                  View nonce) const;
    // The secret before the current one still counts: a cookie may be on its way.
    void rotate(Instant now);

private:
    struct Secret {
        std::uint8_t version = 0;
        Octets octets;
    };
    [[nodiscard]] static Octets baked_with(const Secret& secret, const Endpoint& peer,
                                           std::uint64_t initiator_spi, View nonce);
    [[nodiscard]] Secret fresh(std::uint8_t version);

    Random& random_;
    Secret current_;
    Secret previous_;
    Instant rotate_at_;
};

}  // namespace gateway::ike
