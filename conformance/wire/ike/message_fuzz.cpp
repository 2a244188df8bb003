// Any octets: the dissection ends, and what it read encodes to as many octets as came.

#include <cstdint>
#include <cstdlib>

#include "wire/ike/message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto dissection = conformance::wire::ike::dissect({data, size});
    if (dissection.has_header && conformance::wire::ike::encode(dissection.message).size() < size) { std::abort(); }
    return 0;
}
