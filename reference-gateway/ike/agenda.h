// At what time which IKE SA has to be looked after.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/instant.h"

namespace gateway::ike {

class Agenda {
public:
    // In the place of the time it had.
    void set(std::uint64_t spi, Instant at);
    void forget(std::uint64_t spi);
    // One whose time has come, which has none any more.
    [[nodiscard]] std::optional<std::uint64_t> take_due(Instant now);
    [[nodiscard]] std::optional<Instant> next() const;
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

private:
    std::set<std::pair<Instant, std::uint64_t>> entries_;
    std::unordered_map<std::uint64_t, Instant> at_;
};

}  // namespace gateway::ike
