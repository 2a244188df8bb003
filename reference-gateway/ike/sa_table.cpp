#include "ike/sa_table.h"

namespace gateway::ike {

IkeSa* SaTable::by_responder_spi(std::uint64_t spi)
{
    const auto found = by_spi_.find(spi);
    return found == by_spi_.end() ? nullptr : &found->second;
}

IkeSa* SaTable::by_request(const Octets& identity)
{
    const auto found = by_request_.find(identity);
    return found == by_request_.end() ? nullptr : by_responder_spi(found->second);
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
    by_request_[sa.request_identity] = sa.responder_spi;
    IkeSa& added = by_spi_[sa.responder_spi] = std::move(sa);
    set_deadline(added, now + limits_.half_open_life);
}

void SaTable::close(IkeSa& sa, Instant now)
{
    stop_counting(sa);
    sa.state = next(sa.state, Step::authentication_refused).value();
    sa.keys = {};
    sa.response = {};
    set_deadline(sa, now + limits_.closed_life);
    if (by_spi_.size() - half_open_ > limits_.closed) {
        for (const auto& [until, spi] : deadlines_) {
            if (by_spi_.at(spi).state == State::closed && spi != sa.responder_spi) {
                remove(spi);
                return;
            }
        }
    }
}

void SaTable::remove(std::uint64_t responder_spi)
{
    const auto found = by_spi_.find(responder_spi);
    if (found == by_spi_.end()) return;
    IkeSa& sa = found->second;
    if (sa.state != State::closed) stop_counting(sa);
    deadlines_.erase({sa.until, responder_spi});
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

std::optional<Instant> SaTable::next_expiry() const
{
    if (deadlines_.empty()) return std::nullopt;
    return deadlines_.begin()->first;
}

void SaTable::stop_counting(const IkeSa& sa)
{
    --half_open_;
    const auto from = half_open_from_.find(sa.peer_address);
    if (--from->second == 0) half_open_from_.erase(from);
}

void SaTable::set_deadline(IkeSa& sa, Instant until)
{
    deadlines_.erase({sa.until, sa.responder_spi});
    sa.until = until;
    deadlines_.insert({until, sa.responder_spi});
}

}  // namespace gateway::ike
