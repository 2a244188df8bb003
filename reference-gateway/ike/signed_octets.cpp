#include "ike/signed_octets.h"

#include <utility>

namespace gateway::ike {
namespace {

constexpr std::string_view key_pad = "Key Pad for IKEv2";

}  // namespace

Octets signed_by_initiator(const IkeSa& sa, View identification)
{
    return joined({sa.request, sa.responder_nonce,
                   crypto::hmac(sa.algorithms->prf, sa.keys.sk_pi, identification)});
}

Octets signed_by_responder(const IkeSa& sa, View identification)
{
    return joined({sa.response, sa.initiator_nonce,
                   crypto::hmac(sa.algorithms->prf, sa.keys.sk_pr, identification)});
}

Authenticator shared_key_authenticator(const IkeSa& sa, View secret, View octets)
{
    const crypto::Hash prf = sa.algorithms->prf;
    const Octets key = crypto::hmac(prf, secret, as_octets(key_pad));
    return {std::to_underlying(AuthenticationMethod::shared_key), crypto::hmac(prf, key, octets)};
}

}  // namespace gateway::ike
