#include "eap/mschapv2.h"

#include <utility>

#include "crypto/hash.h"
#include "eap/mschap.h"
#include "eap/mschapv2_packet.h"

namespace gateway::eap {
namespace {

constexpr std::size_t password_hash_size = 16;
constexpr std::size_t msk_size = 64;

// What the authenticator receives under comes first, and zeros behind what it sends under.
Octets msk_of(const MschapKeys& keys)
{
    Octets msk = joined({keys.receive, keys.send});
    msk.resize(msk_size);
    return msk;
}

bool is_just(View data, MschapCode code)
{
    return data.size() == 1 && data.front() == std::to_underlying(code);
}

}  // namespace

Mschapv2::Mschapv2(std::shared_ptr<const Users> users, std::string own_name, Octets challenge)
    : users_(std::move(users)), own_name_(std::move(own_name)), challenge_(std::move(challenge))
{
}

Octets Mschapv2::start(std::uint8_t identifier)
{
    identifier_ = identifier;
    return write_mschap_challenge(identifier, challenge_, own_name_);
}

Step Mschapv2::on_response(View data)
{
    switch (stage_) {
        case Stage::challenged:
            return judge(data);
        case Stage::accepted:
            // The client may not have believed what the gateway proved.
            if (is_just(data, MschapCode::success)) return proved_;
            return Failed{"the client went back on it"};
        case Stage::refused:
            break;
    }
    return Failed{"wrong user or password"};
}

Step Mschapv2::judge(View data)
{
    const auto response = parse_mschap_response(data);
    if (!response || response->identifier != identifier_) {
        return Failed{"a malformed response"};
    }
    const MschapExchange exchange{challenge_, response->peer_challenge,
                                  copy_of(as_octets(response->user()))};
    const auto known = users_->password_hash_of(response->user());
    // Who is not known takes as long.
    const Octets hash = known.value_or(Octets(password_hash_size));
    const bool fits =
        crypto::equal_in_constant_time(nt_response(exchange, hash), response->nt_response);
    if (!known || !fits) return refuse();
    stage_ = Stage::accepted;
    const std::string user{response->user()};
    proved_ = {user, "user " + user, msk_of(mschap_keys(hash, response->nt_response))};
    return Ask{write_mschap_end(
        MschapCode::success, identifier_,
        authenticator_response(exchange, hash, response->nt_response) + " M=Welcome")};
}

// ERROR_AUTHENTICATION_FAILURE, and no second try: RFC 2759, Section 6.
Step Mschapv2::refuse()
{
    stage_ = Stage::refused;
    return Ask{write_mschap_end(MschapCode::failure, identifier_,
                                "E=691 R=0 C=" + to_hex(challenge_) + " V=3 M=Refused")};
}

}  // namespace gateway::eap
