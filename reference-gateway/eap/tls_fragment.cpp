#include "eap/tls_fragment.h"

namespace gateway::eap {
namespace {

constexpr unsigned length_included = 0x80, more_fragments = 0x40, tls_start = 0x20;

}  // namespace

std::optional<TlsFragment> parse_tls_fragment(View data)
{
    Cursor in{data};
    const unsigned flags = in.u8();
    TlsFragment fragment;
    if ((flags & length_included) != 0) fragment.whole_size = in.u32();
    fragment.more = (flags & more_fragments) != 0;
    fragment.start = (flags & tls_start) != 0;
    fragment.octets = copy_of(in.take_rest());
    if (!in.ok()) return std::nullopt;
    return fragment;
}

Octets write_tls_fragment(const TlsFragment& fragment)
{
    Writer out;
    out.u8(static_cast<std::uint8_t>((fragment.whole_size ? length_included : 0) |
                                     (fragment.more ? more_fragments : 0) |
                                     (fragment.start ? tls_start : 0)));
    if (fragment.whole_size) out.u32(*fragment.whole_size);
    out.octets(fragment.octets);
    return out.take();
}

}  // namespace gateway::eap
