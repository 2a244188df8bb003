// Whatever a client says after TLS, in whatever pieces: the first octet says how it is cut.
#include <algorithm>
#include <cstdlib>

#include "sstp/sstp_stream.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace gateway;
    Cursor input{{data, size}};
    const std::size_t piece = input.u8() + std::size_t{1};
    sstp::SstpStream stream{Peer{"192.0.2.1", 4000}};
    StreamActions actions = stream.start({});
    while (input.remaining() != 0 && !actions.close) {
        actions = stream.on_octets(input.take(std::min(piece, input.remaining())), {});
        if (!actions.close && !actions.wake)
            std::abort();  // an idle connection would stay for ever
    }
    return 0;
}
