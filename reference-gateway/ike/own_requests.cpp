#include "ike/own_requests.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gateway::ike {
namespace {

bool is_for_a_child(const Errand& errand)
{
    return errand.child != 0;
}

}  // namespace

void OwnRequests::want(const Errand& errand)
{
    if (!wants(errand.purpose, errand.child)) wanted_.push_back(errand);
}

void OwnRequests::want_first(const Errand& errand)
{
    if (!wants(errand.purpose, errand.child)) wanted_.push_front(errand);
}

bool OwnRequests::wants(Purpose purpose, std::uint32_t child) const
{
    const auto is_it = [&](const Errand& errand) {
        return errand.purpose == purpose && errand.child == child;
    };
    return (current_ && is_it(*current_)) || std::ranges::any_of(wanted_, is_it);
}

std::deque<Errand> OwnRequests::take_what_is_for_children()
{
    std::deque<Errand> taken;
    std::ranges::copy_if(wanted_, std::back_inserter(taken), is_for_a_child);
    std::erase_if(wanted_, is_for_a_child);
    return taken;
}

std::optional<Errand> OwnRequests::begin()
{
    if (current_ || wanted_.empty()) return std::nullopt;
    current_ = wanted_.front();
    wanted_.pop_front();
    return current_;
}

void OwnRequests::sent(ExchangeType exchange, std::vector<Octets> messages, Instant now,
                       const Retransmission& usual)
{
    exchange_ = exchange;
    messages_ = std::move(messages);
    repeated_ = 0;
    wait_ = usual.first;
    due_ = now + wait_;
}

void OwnRequests::answered()
{
    ++next_id_;
    messages_.clear();
}

void OwnRequests::finish()
{
    current_.reset();
}

bool OwnRequests::awaits(const Header& response) const noexcept
{
    return is_sent() && response.is_response && response.message_id == next_id_ &&
           response.exchange_type == std::to_underlying(exchange_);
}

std::vector<Octets> OwnRequests::repetition(Instant now, const Retransmission& usual)
{
    if (!is_sent() || now < due_ || repeated_ >= usual.times) return {};
    ++repeated_;
    wait_ = std::min(2 * wait_, std::max(usual.longest, usual.first));
    due_ = now + wait_;
    return messages_;
}

bool OwnRequests::is_given_up(Instant now, const Retransmission& usual) const noexcept
{
    return is_sent() && repeated_ >= usual.times && now >= due_;
}

std::optional<Instant> OwnRequests::due() const noexcept
{
    if (!is_sent()) return std::nullopt;
    return due_;
}

}  // namespace gateway::ike
