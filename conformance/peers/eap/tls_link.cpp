#include "peers/eap/tls_link.h"

#include <algorithm>
#include <utility>

namespace conformance::peers::eap {

namespace {

constexpr std::uint8_t length_included = 0x80, more_fragments = 0x40;
constexpr std::size_t length_octets = 4;
constexpr std::size_t largest_fragment = 1000;  // fits an IKE message that fits anywhere
constexpr std::size_t most_octets = 65'536;     // of a flight of theirs
constexpr unsigned most_turns = 128;

std::uint8_t flags_of(View packet)
{
    const auto data = data_of(packet);
    return data.empty() ? std::uint8_t{0} : data.front();
}

View fragment_in(View packet)
{
    const auto data = data_of(packet);
    const bool has_length = (flags_of(packet) & length_included) != 0;
    const auto in_front = 1 + (has_length ? length_octets : 0);
    return data.size() < in_front ? View{} : data.subspan(in_front);
}

Octets length_of(std::size_t size)
{
    return {static_cast<std::uint8_t>(size >> 24U), static_cast<std::uint8_t>(size >> 16U),
            static_cast<std::uint8_t>(size >> 8U), static_cast<std::uint8_t>(size)};
}

}  // namespace

TlsLink::TlsLink(Octets start, Ask ask) : ask_{std::move(ask)}, last_{std::move(start)} {}

unsigned TlsLink::send(View octets)
{
    append(unsent_, octets);
    return 0;
}

bool TlsLink::goes_on() const
{
    return last_ && asks_for(*last_, Type::tls) && turns_ < most_turns;
}

bool TlsLink::exchange(std::uint8_t flags, View data)
{
    if (!goes_on()) {
        return false;
    }
    ++turns_;
    Octets body{flags};
    append(body, data);
    last_ = ask_(response_to(*last_, Type::tls, body));
    return goes_on();
}

bool TlsLink::send_flight()
{
    const auto flight = std::exchange(unsent_, {});
    View rest{flight};
    if (rest.empty()) {
        return exchange(0, {});
    }
    Octets first = length_of(rest.size());
    for (bool is_first = true; !rest.empty(); is_first = false) {
        const auto size = std::min(rest.size(), largest_fragment);
        const bool is_last = size == rest.size();
        Octets data = is_first ? first : Octets{};
        append(data, rest.first(size));
        rest = rest.subspan(size);
        const auto flags = (is_first ? length_included : 0) | (is_last ? 0 : more_fragments);
        if (!exchange(static_cast<std::uint8_t>(flags), data)) {
            return false;
        }
    }
    return true;
}

Received TlsLink::receive(Duration /*patience*/)
{
    Received received;
    received.kind = Received::Kind::closed;
    if (!send_flight()) {
        return received;
    }
    append(received.octets, fragment_in(*last_));
    while ((flags_of(*last_) & more_fragments) != 0) {
        if (received.octets.size() > most_octets || !exchange(0, {})) {
            return received;
        }
        append(received.octets, fragment_in(*last_));
    }
    received.kind = Received::Kind::octets;
    return received;
}

}  // namespace conformance::peers::eap
