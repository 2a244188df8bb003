// An inbound SA under arbitrary packets. The first octet chooses the suite, and whether the rest is
// a packet as it stands or what is encrypted in an authentic one, trailer included.
#include <cstdlib>

#include "esp/inbound_sa.h"

namespace {

using namespace gateway;

Octets sealed(const esp::Suite& suite, const esp::SaKeys& keys, View plain)
{
    Writer writer;
    writer.u32(1);
    writer.u32(1);
    writer.zeros(suite.iv_size);
    writer.octets(plain.first(plain.size() - plain.size() % suite.alignment));
    writer.zeros(suite.icv_size);
    Octets packet = writer.take();
    auto protection = esp::Protection::make(suite, keys, crypto::Direction::seal);
    if (!protection || !protection->seal(packet, 1)) std::abort();
    return packet;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Cursor input{{data, size}};
    const unsigned choice = input.u8();
    esp::Negotiated negotiated{20, 256, {}, (choice & 2U) != 0};
    if ((choice & 1U) != 0) negotiated = {12, 256, 12, (choice & 2U) != 0};
    const auto suite = esp::suite_of(negotiated);
    if (!suite) std::abort();
    const auto keys = esp::split_keymat(*suite, Octets(suite->keymat_size(), 7))->from_initiator;
    auto sa = esp::InboundSa::make(*suite, 1, keys);
    if (!sa) std::abort();
    const View rest = input.take_rest();
    const Octets packet = (choice & 4U) != 0 ? sealed(*suite, keys, rest) : copy_of(rest);
    for (int i = 0; i < 2; ++i) {
        Octets octets = packet;
        const auto inner = sa->open(octets);
        if (inner && i == 1) std::abort();  // a replay
        if (inner && inner->size() < 20) std::abort();
    }
    return 0;
}
