// Fragments in any order and number, and time that passes: the queue keeps its bounds, and what
// comes out of it can be read. Of each fragment three octets tell its SA, its numbers and its
// length.
#include <algorithm>
#include <cstdlib>

#include "ike/fragment.h"
#include "ike/payload_chain.h"

namespace {

using namespace gateway;

void store_everything(View data)
{
    const ike::FragmentLimits limits{.octets_of_one = 4096, .octets_of_all = 8192};
    ike::FragmentQueue queue{limits};
    Cursor in{data};
    Instant now{};
    while (in.remaining() != 0) {
        const std::uint8_t which = in.u8();
        const ike::FragmentNumbers numbers{static_cast<std::uint16_t>(which & 7U),
                                           static_cast<std::uint16_t>(in.u8() & 7U)};
        const View content = in.take(std::min<std::size_t>(in.u8(), in.remaining()));
        const std::uint64_t spi = which >> 5U;
        if ((which & 8U) != 0) now += std::chrono::seconds{1};
        const auto outcome = queue.store(spi, {numbers, copy_of(content), data}, now);
        if (queue.octets() > limits.octets_of_all) std::abort();
        if (outcome == ike::FragmentQueue::Outcome::complete) {
            const auto whole = queue.take(spi);
            static_cast<void>(ike::split(which, whole.content));
            if (queue.total_of(spi) != 0) std::abort();
        }
        if ((which & 16U) != 0) queue.expire(now);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const View octets{data, size};
    static_cast<void>(ike::parse_fragment_numbers(octets));
    store_everything(octets);
    return 0;
}
