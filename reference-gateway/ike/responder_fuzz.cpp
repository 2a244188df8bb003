// The responder under arbitrary datagrams. The first octet chooses the port and whether the rest is
// sent as it stands or behind a well-formed header, so that the payloads are reached too.
#include <utility>

#include "ike/responder.h"

namespace {

using namespace gateway;

class ZeroRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> octets) override
    {
        for (auto& octet : octets) {
            octet = ++next_;
        }
    }

private:
    std::uint8_t next_ = 0;
};

Octets behind_a_header(View rest)
{
    Writer out;
    out.u64(1);
    out.u64(0);
    out.u8(rest.empty() ? 0 : rest.front());
    out.u8(0x20);
    out.u8(34);
    out.u8(0x08);
    out.u32(0);
    out.u32(static_cast<std::uint32_t>(28 + (rest.empty() ? 0 : rest.size() - 1)));
    out.octets(rest.empty() ? rest : rest.subspan(1));
    return out.take();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    ZeroRandom random;
    ike::Responder responder{{{{20, 256, {}, 5, 31}, {12, 256, 12, 5, 31}},
                              [](const policy::Tuple&) { return std::string{}; },
                              {}},
                             {},
                             random};
    const View rest{data + 1, size - 1};
    const bool nat_t = (data[0] & 1U) != 0;
    const Octets marker(nat_t && (data[0] & 4U) != 0 ? 4 : 0);
    const Octets request = (data[0] & 2U) != 0 ? behind_a_header(rest) : copy_of(rest);
    const Octets datagram = joined({marker, request});
    const Path path{{{127, 0, 0, 1}, 500}, {{127, 0, 0, 1}, 4000}};
    for (int i = 0; i < 2; ++i) {
        const auto actions = responder.on_datagram({path, nat_t, datagram}, Instant{});
        for (const auto& compute : actions.compute) {
            static_cast<void>(
                responder.on_computed(carry_out(compute), Instant{}));
        }
    }
    return 0;
}
