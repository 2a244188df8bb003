#include "wire/tls/exchange.h"

namespace conformance::wire::tls {

Octets unsigned_part(const ServerParameters& parameters, const Dialect& dialect)
{
    auto bare = dialect;
    bare.is_signed = false;
    return encode(parameters, bare);
}

}  // namespace conformance::wire::tls
