#include "ike/cookie_jar.h"

#include "crypto/hash.h"

namespace gateway::ike {
namespace {

constexpr Instant secret_life = std::chrono::seconds{60};
constexpr std::size_t secret_size = 32;

}  // namespace

CookieJar::CookieJar(Random& random)
    : random_(random), current_(fresh(1)), previous_(fresh(0)), rotate_at_(secret_life)
{
}

CookieJar::Secret CookieJar::fresh(std::uint8_t version)
{
    Secret secret{version, Octets(secret_size)};
    random_.fill(secret.octets);
    return secret;
}

void CookieJar::rotate(Instant now)
{
    if (now < rotate_at_) return;
    const bool current_is_stale = now >= rotate_at_ + secret_life;
    const auto version = current_.version;
    previous_ = current_is_stale ? fresh(version) : std::move(current_);
    current_ = fresh(static_cast<std::uint8_t>(version + 1));
    rotate_at_ = now + secret_life;
}

// The port is left out: a NAT may change it between the two requests.
Octets CookieJar::baked_with(const Secret& secret, const Endpoint& peer,
                             std::uint64_t initiator_spi, View nonce)
{
    Writer bound;
    bound.octets(nonce);
    bound.octets(peer.address);
    bound.u64(initiator_spi);
    return joined({View{&secret.version, 1},
                   crypto::hmac(crypto::Hash::sha2_256, secret.octets, bound.view())});
}

Octets CookieJar::bake(const Endpoint& peer, std::uint64_t initiator_spi, View nonce) const
{
    return baked_with(current_, peer, initiator_spi, nonce);
}

bool CookieJar::recognises(View cookie, const Endpoint& peer, std::uint64_t initiator_spi,
                           View nonce) const
{
    if (cookie.empty()) return false;
    const Secret& secret = cookie.front() == current_.version ? current_ : previous_;
    return crypto::equal_in_constant_time(cookie, baked_with(secret, peer, initiator_spi, nonce));
}

}  // namespace gateway::ike
