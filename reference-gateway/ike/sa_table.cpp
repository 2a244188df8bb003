#include "ike/sa_table.h"

#include <algorithm>

namespace gateway::ike {

IkeSa* SaTable::by_spi(std::uint64_t own)
{
    const auto found = by_spi_.find(own);
    return found == by_spi_.end() ? nullptr : &found->second;
}

IkeSa* SaTable::by_request(const Octets& identity)
{
    const auto found = by_request_.find(identity);
    return found == by_request_.end() ? nullptr : by_spi(found->second);
}

bool SaTable::has_room_for(const Octets& address) const
{
    const auto from = half_open_from_.find(address);
    const std::size_t count = from == half_open_from_.end() ? 0 : from->second;
    return half_open_ < limits_.half_open && count < limits_.half_open_per_address;
}

void SaTable::add(IkeSa sa, Instant now)
{
    ++half_open_;
    ++half_open_from_[sa.peer_address];
    by_request_[sa.request_identity] = sa.own_spi();
    IkeSa& added = by_spi_[sa.own_spi()] = std::move(sa);
    set_deadline(added, now + limits_.half_open_life);
}

IkeSa& SaTable::add_established(IkeSa sa, Instant now)
{
    by_person_.emplace(sa.person, sa.own_spi());
    IkeSa& added = by_spi_[sa.own_spi()] = std::move(sa);
    set_deadline(added, now + limits_.established_life);
    return added;
}

void SaTable::establish(IkeSa& sa, Instant now)
{
    stop_counting(sa);
    sa.state = next(sa.state, Step::authenticated).value();
    sa.request = {};
    sa.response = {};
    by_request_.erase(sa.request_identity);
    by_person_.emplace(sa.person, sa.own_spi());
    set_deadline(sa, now + limits_.established_life);
}

void SaTable::close(IkeSa& sa, Step step, Instant now)
{
    stop_counting(sa);
    sa.state = next(sa.state, step).value();
    sa.keys = {};
    sa.request = {};
    sa.response = {};
    sa.claims.reset();
    sa.own = {};
    sa.rekey.reset();
    sa.login.reset();
    ++closed_;
    set_deadline(sa, now + limits_.closed_life);
    if (closed_ > limits_.closed) forget_a_closed_one(sa.own_spi());
}

void SaTable::forget_a_closed_one(std::uint64_t but)
{
    for (const auto& [until, spi] : deadlines_) {
        if (by_spi_.at(spi).state == State::closed && spi != but) {
            remove(spi);
            return;
        }
    }
}

void SaTable::remove(std::uint64_t own_spi)
{
    const auto found = by_spi_.find(own_spi);
    if (found == by_spi_.end()) return;
    IkeSa& sa = found->second;
    stop_counting(sa);
    if (sa.state == State::closed) --closed_;
    deadlines_.erase({sa.until, own_spi});
    by_request_.erase(sa.request_identity);
    by_spi_.erase(found);
}

std::vector<IkeSa> SaTable::expire(Instant now)
{
    std::vector<IkeSa> unfinished;
    while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
        const std::uint64_t spi = deadlines_.begin()->second;
        if (by_spi_.at(spi).state != State::closed) unfinished.push_back(by_spi_.at(spi));
        remove(spi);
    }
    return unfinished;
}

std::vector<std::uint64_t> SaTable::others_of(const IkeSa& sa) const
{
    std::vector<std::uint64_t> others;
    const auto [begin, end] = by_person_.equal_range(sa.person);
    for (auto at = begin; at != end; ++at) {
        if (at->second != sa.own_spi()) others.push_back(at->second);
    }
    return others;
}

std::optional<Instant> SaTable::next_expiry() const
{
    if (deadlines_.empty()) return std::nullopt;
    return deadlines_.begin()->first;
}

// Of what its state says it is.
void SaTable::stop_counting(const IkeSa& sa)
{
    if (sa.state == State::closed) return;
    if (sa.state == State::established) {
        const auto [begin, end] = by_person_.equal_range(sa.person);
        const auto own = std::find_if(
            begin, end, [&](const auto& entry) { return entry.second == sa.own_spi(); });
        if (own != end) by_person_.erase(own);
        return;
    }
    --half_open_;
    const auto from = half_open_from_.find(sa.peer_address);
    if (--from->second == 0) half_open_from_.erase(from);
}

void SaTable::set_deadline(IkeSa& sa, Instant until)
{
    deadlines_.erase({sa.until, sa.own_spi()});
    sa.until = until;
    deadlines_.insert({until, sa.own_spi()});
}

}  // namespace gateway::ike
