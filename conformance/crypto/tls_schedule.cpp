#include "crypto/tls_schedule.h"

#include "crypto/digest.h"
#include "crypto/feedback.h"

namespace conformance::crypto {

Octets TlsSchedule::extracted(View salt, View secret) const
{
    return hmac(hash_, salt, secret);
}

Octets TlsSchedule::early_secret(View pre_shared_key) const
{
    const Octets nothing(digest_octets(hash_));
    return extracted(nothing, pre_shared_key.empty() ? View{nothing} : pre_shared_key);
}

Octets TlsSchedule::handshake_secret(View early_secret, View shared_secret) const
{
    return extracted(derived(early_secret, "derived", {}), shared_secret);
}

Octets TlsSchedule::master_secret(View handshake_secret) const
{
    return extracted(derived(handshake_secret, "derived", {}), Octets(digest_octets(hash_)));
}

Octets TlsSchedule::derived(View secret, std::string_view label, View transcript) const
{
    const auto context = digest(hash_, transcript);
    return expanded(secret, label, context, context.size());
}

Octets TlsSchedule::expanded(View secret, std::string_view label, View context,
                             std::size_t octets) const
{
    const auto name = "tls13 " + std::string{label};
    Octets info{static_cast<std::uint8_t>(octets >> 8), static_cast<std::uint8_t>(octets),
                static_cast<std::uint8_t>(name.size())};
    append(info, view(name));
    info.push_back(static_cast<std::uint8_t>(context.size()));
    append(info, context);

    return fed_back([&](View input) { return hmac(hash_, secret, input); }, info, octets);
}

Octets TlsSchedule::verify_data(View base_secret, View transcript) const
{
    const auto key = expanded(base_secret, "finished", {}, digest_octets(hash_));
    return hmac(hash_, key, digest(hash_, transcript));
}

Octets TlsSchedule::next_traffic_secret(View secret) const
{
    return expanded(secret, "traffic upd", {}, secret.size());
}

}  // namespace conformance::crypto
