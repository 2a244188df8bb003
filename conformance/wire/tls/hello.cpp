#include "wire/tls/hello.h"

namespace conformance::wire::tls {

const Octets& hello_retry_request_random()
{
    static const Octets random =
        from_hex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")
            .value_or(Octets{});
    return random;
}

std::uint16_t ServerHello::selected_version() const
{
    const auto* selected = extensions.find(ExtensionType::supported_versions);
    return selected == nullptr ? version : first_number(*selected).value_or(version);
}

bool ServerHello::is_hello_retry_request() const
{
    return random == hello_retry_request_random();
}

}  // namespace conformance::wire::tls
