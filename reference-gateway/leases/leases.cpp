#include "leases/leases.h"

#include <algorithm>
#include <utility>

namespace gateway::leases {
LeaseTable::LeaseTable(std::vector<Share> shares, const std::vector<Octets>& reserved)
    : reserved_(reserved.begin(), reserved.end())
{
    for (Share& share : shares) {
        std::vector<std::uint64_t> next(share.ranges.size());
        stocks_.push_back({std::move(share), std::move(next), {}});
    }
}

std::optional<Octets> LeaseTable::lease(const LeaseRequest& request)
{
    const std::lock_guard lock{mutex_};
    const auto stock = std::ranges::find_if(stocks_, [&](const Stock& each) {
        return std::ranges::find(each.share.tunnel_types, request.tunnel_type) !=
               each.share.tunnel_types.end();
    });
    if (stock == stocks_.end()) return std::nullopt;
    auto address = take_from(*stock, request.family);
    if (address) held_.emplace(*address, Held{request.identity, &*stock});
    return address;
}

std::optional<Octets> LeaseTable::take_from(Stock& stock, Family family)
{
    for (std::size_t i = 0; i < stock.next.size(); ++i) {
        const Range& range = stock.share.ranges[i];
        if (family_of(range.first) != family) continue;
        while (stock.next[i] < range.count) {
            Octets address = address_at(range.first, stock.next[i]++);
            if (!reserved_.contains(address)) return address;
        }
    }
    auto& released = stock.released[family];
    if (released.empty()) return std::nullopt;
    Octets address = std::move(released.front());
    released.pop_front();
    return address;
}

bool LeaseTable::release(View address)
{
    const std::lock_guard lock{mutex_};
    const auto found = held_.find(copy_of(address));
    if (found == held_.end()) return false;
    found->second.stock->released[family_of(address)].push_back(found->first);
    held_.erase(found);
    return true;
}

std::optional<std::string> LeaseTable::holder_of(View address) const
{
    const std::lock_guard lock{mutex_};
    const auto found = held_.find(copy_of(address));
    if (found == held_.end()) return std::nullopt;
    return found->second.identity;
}

std::size_t LeaseTable::held() const
{
    const std::lock_guard lock{mutex_};
    return held_.size();
}

}  // namespace gateway::leases
