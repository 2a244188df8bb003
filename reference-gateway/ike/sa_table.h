// The IKE SAs there are, with the budget for those that nobody has authenticated.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "base/endpoint.h"
#include "base/instant.h"
#include "ike/key_schedule.h"
#include "ike/life.h"
#include "ike/response.h"

namespace gateway::ike {

struct Limits {
    std::size_t half_open = 1000;
    std::size_t half_open_per_address = 200;
    std::size_t crowded_at = 64;  // from so many half-open SAs on, cookies are asked for
    Instant half_open_life = std::chrono::seconds{30};
    // How long a refused SA is remembered, to answer a repeated IKE_AUTH with the same octets.
    Instant closed_life = std::chrono::seconds{30};
    std::size_t closed = 4000;
};

struct IkeSa {
    State state = State::computing;
    std::uint64_t initiator_spi = 0;
    std::uint64_t responder_spi = 0;
    Octets peer_address;
    Octets request_identity;
    SelectedProposal selected;
    Octets initiator_nonce;
    Octets responder_nonce;
    Octets response;  // to IKE_SA_INIT
    std::optional<Algorithms> algorithms;
    Keys keys;
    Octets auth_identity;
    Octets auth_response;
    Instant until{};
};

class SaTable {
public:
    explicit SaTable(const Limits& limits) : limits_(limits) {}

    [[nodiscard]] IkeSa* by_responder_spi(std::uint64_t spi);
    [[nodiscard]] IkeSa* by_request(const Octets& identity);
    [[nodiscard]] bool has_room_for(const Octets& address) const;
    [[nodiscard]] bool crowded() const noexcept { return half_open_ >= limits_.crowded_at; }

    void add(IkeSa sa, Instant now);
    // No longer half-open: only what answers a repeated IKE_AUTH is kept, and only for a while.
    void close(IkeSa& sa, Instant now);
    void remove(std::uint64_t responder_spi);
    // Removes what has had its time; returns those that were still half-open.
    std::vector<IkeSa> expire(Instant now);
    [[nodiscard]] std::optional<Instant> next_expiry() const;

private:
    void stop_counting(const IkeSa& sa);
    void set_deadline(IkeSa& sa, Instant until);

    Limits limits_;
    std::unordered_map<std::uint64_t, IkeSa> by_spi_;
    std::map<Octets, std::uint64_t> by_request_;
    std::set<std::pair<Instant, std::uint64_t>> deadlines_;
    std::map<Octets, std::size_t> half_open_from_;
    std::size_t half_open_ = 0;
};

}  // namespace gateway::ike
