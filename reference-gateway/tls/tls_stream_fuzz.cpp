// Whatever a client says instead of a handshake: the connection ends or waits, and never for ever.
// The first octet says how long the pieces are.
#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "tls/tls_test_wire.h"

namespace {

using namespace gateway;

const StreamCoreFactory& listener()
{
    static tls::EchoLog log;
    static const auto factory = tls::tls_listener(
        tls::settings_of_2024(), [](const Peer&) { return std::make_unique<tls::Echo>(log); });
    return factory.value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Cursor input{{data, size}};
    const std::size_t piece = input.u8() + std::size_t{1};
    const auto core = listener()({"192.0.2.1", 4000});
    StreamActions actions = core->start({});
    while (input.remaining() != 0 && !actions.close) {
        actions = core->on_octets(input.take(std::min(piece, input.remaining())), {});
        if (!actions.close && !actions.wake)
            std::abort();  // an idle connection would stay for ever
    }
    if (!actions.close) static_cast<void>(core->on_end({}));
    return 0;
}
