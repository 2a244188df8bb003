// Any octets are records and handshake messages, or are said not to be; what was decoded encodes to
// what it was decoded from.
#include <cstdlib>

#include "wire/tls/narrate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace conformance;
    using namespace conformance::wire::tls;
    static const catalog::Registries registries;

    const View octets{data, size};
    auto rest = octets;
    Octets again;
    while (beginning(rest) == Beginning::record) {
        append(again, encode(take_record(rest)));
    }
    append(again, rest);
    if (again != Octets{octets.begin(), octets.end()}) {
        std::abort();
    }

    std::vector<std::string> complaints;
    if (size != 0) {
        const auto message = decode_handshake(data[0], octets.subspan(1), complaints);
        const auto encoded = encode(message);
        const auto body = View{encoded}.subspan(handshake_header_octets);
        if (Octets{body.begin(), body.end()} != Octets{octets.begin() + 1, octets.end()}) {
            std::abort();
        }
    }

    Narration whole{registries}, halves{registries};
    (void)whole.tell(octets);
    (void)halves.tell(octets.first(size / 2));
    (void)halves.tell(octets.subspan(size / 2));
    return 0;
}
