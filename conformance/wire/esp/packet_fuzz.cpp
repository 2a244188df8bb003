// Any octets: a packet and its content are read or not, and what was read encodes to the octets that came.

#include <cstdint>
#include <cstdlib>

#include "wire/esp/packet.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance;
    using namespace conformance::wire::esp;

    const Octets octets{data, data + size};
    const auto packet = decode_packet(octets);
    if (packet && encode(*packet) != octets) { std::abort(); }
    const auto content = decode_content(octets);
    if (content && encode(*content) != octets) { std::abort(); }
    return 0;
}
