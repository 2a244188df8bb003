// Any octets: the dissection ends, can be told, and encodes to the octets that came.

#include <cstdint>
#include <cstdlib>

#include "wire/ike/narrate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance;
    using namespace conformance::wire::ike;
    static const catalog::Registries registries;

    const View octets{data, size};
    const auto dissection = dissect(octets);
    if (dissection.has_header &&
        encode(dissection.message) != Octets{octets.begin(), octets.end()}) {
        std::abort();
    }
    (void)summary(dissection.message, registries);
    (void)narrate(dissection, registries);
    return 0;
}
