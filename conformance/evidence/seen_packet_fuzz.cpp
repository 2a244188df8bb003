// Whatever comes off the wire while a run is witnessed: a packet whose payload lies within it, or nothing.
#include <pcap/dlt.h>

#include <array>
#include <cstdlib>

#include "evidence/seen_packet.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance;
    constexpr std::array link_types{DLT_EN10MB, DLT_LINUX_SLL, DLT_NULL, DLT_RAW};
    if (size == 0) { return 0; }
    const View packet{data + 1, size - 1};
    const auto seen = evidence::dissect(packet, link_types.at(data[0] % link_types.size()));
    if (!seen || seen->payload.empty()) { return 0; }
    const auto* begin = seen->payload.data();
    if (begin < packet.data() || begin + seen->payload.size() > packet.data() + packet.size()) { std::abort(); }
    return 0;
}
