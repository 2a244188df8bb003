// Whether those of a crowd who are inside reach the inside host.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>

#include "probes/esp/ping.h"
#include "probes/limits/crowds.h"

namespace conformance::probes::limits {

class Reach {
public:
    Reach(Bench& bench, const Crowd& crowd) : bench_{bench}, crowd_{crowd} {}

    // Why nothing can be said of it; nothing: a ping through a tunnel was answered at the start of
    // the run.
    [[nodiscard]] std::optional<std::string> gap() const;
    // How many of them, the latest ones left out, get no answer to their pings; whoever has no Child
    // SA that the prober can use, or no IPv4 address, sends none. Nobody is asked any more once
    // Crowd::most_silent got no answer.
    [[nodiscard]] std::size_t without_traffic(std::size_t but_the_latest = 0);

private:
    struct Session {
        peers::esp::Traffic traffic;
        esp::Way way;
    };

    // Nothing where it has no Child SA or no address.
    [[nodiscard]] Session* session_of(peers::ike::Tunnel& tunnel);
    [[nodiscard]] std::size_t mute_among(std::span<peers::ike::Tunnel* const> tunnels);

    Bench& bench_;
    const Crowd& crowd_;
    std::map<std::uint64_t, std::unique_ptr<Session>> sessions_;  // by the SPIs of their IKE SAs
    std::uint16_t sequence_ = 0;
};

}  // namespace conformance::probes::limits
