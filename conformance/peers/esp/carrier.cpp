#include "peers/esp/carrier.h"

#include <algorithm>
#include <limits>

namespace conformance::peers::esp {

namespace {

constexpr std::uint32_t window = 64;

// A counter never gives the same IV twice under one key; a cipher of blocks wants one that nobody
// foresees.
Octets iv_for(const crypto::ProtectionLengths& lengths, std::uint32_t sequence, Random& random)
{
    if (lengths.block > 1) {
        return random.octets(lengths.iv);
    }
    Octets iv(lengths.iv);
    for (auto at = iv.rbegin(); at != iv.rend(); ++at, sequence >>= 8) {
        *at = static_cast<std::uint8_t>(sequence);
    }
    return iv;
}

}  // namespace

Carrier::Carrier(ike::ChildSa first, Random& random) : random_{random}
{
    open(std::move(first));
}

void Carrier::open(ike::ChildSa sa)
{
    auto spi = sa.initiator_spi;
    ways_.push_back({std::move(spi), Seal{std::move(sa)}});
}

void Carrier::close(View own_spi)
{
    const auto found = std::ranges::find_if(
        ways_, [&](const Way& way) { return std::ranges::equal(way.own_spi, own_spi); });
    if (found == ways_.end()) {
        return;
    }
    const auto at = static_cast<std::size_t>(found - ways_.begin());
    ways_.erase(found);
    if (at < current_) {
        --current_;
    } else if (at == current_) {
        current_ = ways_.empty() ? 0 : ways_.size() - 1;
    }
}

std::optional<Octets> Carrier::sealed(Octets inner)
{
    if (ways_.empty()) {
        return std::nullopt;
    }
    auto& way = ways_[current_];
    if (way.sent == std::numeric_limits<std::uint32_t>::max()) {
        return std::nullopt;
    }
    const auto sequence = ++way.sent;
    return way.seal.sealed_with({way.seal.spi(), sequence, way.seal.content_of(std::move(inner))},
                                iv_for(way.seal.lengths(), sequence, random_));
}

std::optional<Octets> Carrier::opened(View datagram)
{
    for (std::size_t at = 0; at < ways_.size(); ++at) {
        auto& way = ways_[at];
        auto arrival = way.seal.opened(datagram, false);
        if (!arrival) {
            continue;
        }
        if (!is_fresh(way, arrival->packet.sequence) ||
            arrival->content.next_header != wire::esp::next_header_ipv4) {
            return std::nullopt;
        }
        count(way, arrival->packet.sequence);
        current_ = std::max(current_, at);
        return std::move(arrival->content.payload);
    }
    return std::nullopt;
}

bool Carrier::is_fresh(const Way& way, std::uint32_t sequence)
{
    if (sequence > way.highest) {
        return true;
    }
    const auto behind = way.highest - sequence;
    return sequence != 0 && behind < window && (way.seen >> behind & 1) == 0;
}

void Carrier::count(Way& way, std::uint32_t sequence)
{
    if (sequence <= way.highest) {
        way.seen |= std::uint64_t{1} << (way.highest - sequence);
        return;
    }
    const auto ahead = sequence - way.highest;
    way.seen = ahead < window ? way.seen << ahead | 1 : 1;
    way.highest = sequence;
}

}  // namespace conformance::peers::esp
