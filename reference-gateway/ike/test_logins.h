// For tests: a gateway that lets clients in by EAP, and what a client with a password says to it.
#pragma once

#include "eap/mschap.h"
#include "eap/tls_context.h"
#include "ike/responder_of_clients.h"

namespace gateway::ike {

inline Credentials with_eap(std::vector<eap::Type> methods)
{
    Credentials own = credentials();
    eap::Settings settings;
    settings.methods = std::move(methods);
    eap::Users users;
    for (const std::string name : {"User", "CN=alice"}) {
        EXPECT_TRUE(users.add(name, "clientPass"));
    }
    settings.users = std::make_shared<const eap::Users>(std::move(users));
    settings.tls = std::make_shared<const crypto::TlsContext>(
        eap::tls_context({gateway_certificate.certificate_pem, gateway_certificate.key_pem},
                         own.roots)
            .value());
    own.eap = std::make_shared<const eap::Settings>(std::move(settings));
    own.eap_only = true;
    return own;
}

// Type-Data of the response to a Challenge, and the key that comes of it.
struct PasswordLogin {
    Octets data;
    Octets msk;
};

inline PasswordLogin log_in_with(const std::string& password, View request,
                                 const std::string& user = "User")
{
    const eap::MschapExchange exchange{copy_of(request.subspan(10, 16)), Octets(16, 7),
                                       copy_of(as_octets(user))};
    const Octets hash = eap::nt_password_hash(password).value();
    const Octets response = eap::nt_response(exchange, hash);
    const auto keys = eap::mschap_keys(hash, response);
    const auto size = static_cast<std::uint8_t>(54 + user.size());
    const Octets header{2, request[6], 0, size, 49};
    return {
        joined({header, exchange.peer_challenge, Octets(8), response, Octets{0}, exchange.user}),
        joined({keys.receive, keys.send, Octets(32)})};
}

// What an AUTH payload of that key holds.
inline Octets authentication_by_key(crypto::Hash prf, View msk, View signed_octets)
{
    return joined(
        {Octets{2, 0, 0, 0},
         crypto::hmac(prf, crypto::hmac(prf, msk, as_octets("Key Pad for IKEv2")), signed_octets)});
}

// The response to this request.
inline Octets eap_response(View request, std::uint8_t type, View data)
{
    Octets packet = eap::write_request(request[1], eap::Type{type}, data);
    packet.front() = 2;
    return packet;
}

inline std::vector<RawPayloadToSend> everything_but_a_proof()
{
    return {{35, alice_id},
            {47, asks_for_an_address},
            {33, esp_proposal},
            {44, answers_to_everything},
            {45, answers_to_everything}};
}

}  // namespace gateway::ike
