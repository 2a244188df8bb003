#include "ike/agenda.h"

namespace gateway::ike {

void Agenda::set(std::uint64_t spi, Instant at)
{
    forget(spi);
    entries_.insert({at, spi});
    at_.emplace(spi, at);
}

void Agenda::forget(std::uint64_t spi)
{
    const auto found = at_.find(spi);
    if (found == at_.end()) return;
    entries_.erase({found->second, spi});
    at_.erase(found);
}

std::optional<std::uint64_t> Agenda::take_due(Instant now)
{
    if (entries_.empty() || entries_.begin()->first > now) return std::nullopt;
    const std::uint64_t spi = entries_.begin()->second;
    forget(spi);
    return spi;
}

std::optional<Instant> Agenda::next() const
{
    if (entries_.empty()) return std::nullopt;
    return entries_.begin()->first;
}

}  // namespace gateway::ike
