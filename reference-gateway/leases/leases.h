// The addresses that clients get inside the tunnel: one for each lease, none for two at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "leases/share.h"

namespace gateway::leases {

using gateway::Family;

struct LeaseRequest {
    std::string tunnel_type;
    std::string
        identity;  // who holds the address, for whoever asks; two leases may have one identity
    Family family = Family::ipv4;
};

// The seam: a mutant brings leases of its own, or wraps these.
class Leases {
public:
    virtual ~Leases() = default;
    // Nothing when the share of this tunnel type has no address left.
    [[nodiscard]] virtual std::optional<Octets> lease(const LeaseRequest& request) = 0;
    // False if nobody held it.
    virtual bool release(View address) = 0;
    [[nodiscard]] virtual std::optional<std::string> holder_of(View address) const = 0;
};

// An address that nobody has had yet comes before one that was released, and of these the one that
// has lain longest. May be used by several threads at once.
class LeaseTable final : public Leases {
public:
    // `reserved` are addresses inside the shares that are never leased, such as the gateway's own.
    LeaseTable(std::vector<Share> shares, const std::vector<Octets>& reserved);

    [[nodiscard]] std::optional<Octets> lease(const LeaseRequest& request) override;
    bool release(View address) override;
    [[nodiscard]] std::optional<std::string> holder_of(View address) const override;
    [[nodiscard]] std::size_t held() const;

private:
    struct Stock {
        Share share;
        std::vector<std::uint64_t> next;  // by range: the first that nobody has had yet
        std::map<Family, std::deque<Octets>> released;  // the oldest in front
    };
    struct Held {
        std::string identity;
        Stock* stock = nullptr;
    };

    [[nodiscard]] std::optional<Octets> take_from(Stock& stock, Family family);

    mutable std::mutex mutex_;
    std::vector<Stock> stocks_;
    std::set<Octets> reserved_;
    std::map<Octets, Held> held_;
};

}  // namespace gateway::leases
