#include "mutants/request_payloads.h"

#include "ike/header.h"
#include "mutants/header_octets.h"

namespace gateway::mutants {
namespace {

constexpr std::size_t generic_header_size = 4;
constexpr std::uint8_t encrypted = 46;

}  // namespace

std::vector<Place> places(View message)
{
    std::vector<Place> found;
    if (message.size() < ike::header_size) return found;
    std::uint8_t type = message[first_payload_at];
    std::size_t at = ike::header_size;
    while (type != 0 && type != encrypted) {
        Cursor in{message.subspan(at)};
        const std::uint8_t next = in.u8();
        Place place{type, in.u8(), at, {}};
        const std::size_t length = in.u16();
        if (!in.ok() || length < generic_header_size) break;
        place.body = in.take(length - generic_header_size);
        if (!in.ok()) break;
        found.push_back(place);
        type = next;
        at += length;
    }
    return found;
}

}  // namespace gateway::mutants
