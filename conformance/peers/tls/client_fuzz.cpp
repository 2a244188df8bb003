// Whatever a server answers to a ClientHello, in segments of whatever length: the reading ends with
// an answer. The first octet says how long a segment is, the second how the connection ends.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "crypto/certificate.h"
#include "peers/tls/client.h"
#include "peers/tls/hard_reset.h"
#include "peers/tls/pretend_server.h"

namespace {

using namespace conformance;
using namespace conformance::peers::tls;

// What comes after the last segment; silence where nothing does.
constexpr std::array endings{Received::Kind::silence, Received::Kind::closed,
                             Received::Kind::reset};

pretend::Script script_of(View octets)
{
    pretend::Script script;
    if (octets.size() < 2) {
        return script;
    }
    const std::size_t longest = octets[0] + 1U;
    for (auto rest = octets.subspan(2); !rest.empty();) {
        const auto segment = rest.first(std::min(longest, rest.size()));
        script.push_back(pretend::heard({segment.begin(), segment.end()}));
        rest = rest.subspan(segment.size());
    }
    script.push_back(pretend::ended(endings.at(octets[1] % endings.size())));
    return script;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static pretend::World world;
    const View octets{data, size};
    world.network.clock = {};
    world.network.frames = 0;
    world.network.respond = [octets](View) { return script_of(octets); };
    auto bench = world.bench();
    const auto answer = peers::tls::Client{bench}.ask_octets(octets.first(0), std::chrono::seconds{1});
    if ((answer.code() == "accepted") != answer.selected()) {
        std::abort();
    }
    (void)answer.text(world.registries);
    for (const auto& der : answer.certificates) {
        (void)crypto::Certificate::read(der);
    }
    (void)begins_with_server_reset(octets);
    return 0;
}
