#include "probes/limits/pool.h"

#include <algorithm>
#include <charconv>

namespace conformance::probes::limits {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_again = 256;
constexpr Duration longest = 10s;
constexpr Duration kept_back = 25s;  // an address, of whoever left

// In IPv4; nothing where the target file names no pool.
std::optional<std::size_t> addresses_of(const Target& target)
{
    if (!target.address_pool) {
        return std::nullopt;
    }
    unsigned bits = 32;
    const auto slash = target.address_pool->find('/') + 1;
    std::from_chars(target.address_pool->data() + slash,
                    target.address_pool->data() + target.address_pool->size(), bits);
    return std::size_t{1} << (32 - std::min(bits, 32U));
}

bool comes_again(Bench& bench, Crowd& crowd, Entrance& entrance)
{
    if (entrance.one_comes(Crowd::Turn::of_those_who_left)) {
        return true;
    }
    if (!is_by(crowd, wire::ike::NotifyType::internal_address_failure)) {
        return false;
    }
    (void)crowd.without_answer();
    bench.network.pause(kept_back);
    return entrance.one_comes(Crowd::Turn::of_those_who_left);
}

}  // namespace

// Where SSTP has a part of the pool, at least half is left.
bool pool_has_room_for(const Target& target, std::size_t sessions)
{
    constexpr std::size_t never_leased = 3;
    const auto addresses = addresses_of(target);
    return addresses && *addresses / (target.offers("SSTP") ? 2 : 1) >= sessions + never_leased;
}

// A gateway may keep the address of somebody who left for when they come again: the same do.
Rotation rotate(Bench& bench, Crowd& crowd, Entrance& entrance)
{
    const auto addresses = addresses_of(bench.target);
    if (!addresses || !pool_has_room_for(bench.target, crowd.inside()) ||
        crowd.with_address() < crowd.inside() || *addresses >= crowd.ever_inside() + most_again) {
        return {};
    }
    crowd.leave_out_who_was_refused();
    Rotation rotation;
    const auto end = bench.network.now() + longest;
    while (crowd.ever_inside() <= *addresses) {
        if (bench.network.now() >= end || !crowd.first_leaves()) {
            return rotation;
        }
        if (!comes_again(bench, crowd, entrance)) {
            rotation.end = Rotation::End::refused;
            return rotation;
        }
        ++rotation.again;
    }
    rotation.end = Rotation::End::came_again;
    return rotation;
}

}  // namespace conformance::probes::limits
