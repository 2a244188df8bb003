// Any octets: a packet is read or not, and one that was read encodes to the octets that came, as far as its own length goes.

#include <cstdint>
#include <cstdlib>
#include <algorithm>

#include "wire/ip/ipv4.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance;
    using namespace conformance::wire::ip;

    const Octets octets{data, data + size};
    if (const auto packet = decode_ipv4(octets)) {
        const auto again = encode(*packet);
        if (again.size() > octets.size() || !std::equal(again.begin(), again.end(), octets.begin())) { std::abort(); }
    }
    const auto echo = decode_echo(octets);
    if (echo && encode(*echo).size() != octets.size()) { std::abort(); }
    return 0;
}
