// Any octets for an AlgorithmIdentifier: unknown, or a scheme that is told and written, and read as the same.

#include <cstdlib>

#include "crypto/signature.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance;
    const auto scheme = crypto::scheme_of({data, size});
    if (!scheme) { return 0; }
    if (crypto::scheme_of(crypto::algorithm_identifier(*scheme)) != scheme) { std::abort(); }
    if (crypto::to_string(*scheme).empty()) { std::abort(); }
    return 0;
}
