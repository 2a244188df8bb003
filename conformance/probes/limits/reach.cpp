#include "probes/limits/reach.h"

#include <algorithm>

#include "probes/esp/inside.h"

namespace conformance::probes::limits {

namespace {

constexpr std::size_t ping_octets = 40;
// Of hundreds of sessions some lose three pings to a bad path by chance; none loses eleven.
constexpr std::size_t once_more = 8;

bool is_answered(Bench& bench, peers::esp::Traffic& traffic, const esp::Ping& ping,
                 Duration patience)
{
    const auto deadline = bench.network.now() + patience;
    for (auto left = patience; left > Duration::zero(); left = deadline - bench.network.now()) {
        const auto arrival = traffic.receive(left);
        if (!arrival) {
            return false;
        }
        if (esp::is_answer(*arrival, ping)) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<std::string> Reach::gap() const
{
    return esp::traffic_passes.missing(bench_.learned);
}

Reach::Session* Reach::session_of(peers::ike::Tunnel& tunnel)
{
    auto& session = sessions_[tunnel.own_spi()];
    if (session == nullptr && tunnel.child()) {
        const auto address = esp::address_given(tunnel);
        session = address ? std::make_unique<Session>(
                                peers::esp::Traffic{bench_, tunnel, *tunnel.child()},
                                esp::Way{*address, esp::host_of(bench_.target)})
                          : nullptr;
    }
    return session.get();
}

std::size_t Reach::mute_among(std::span<peers::ike::Tunnel* const> tunnels)
{
    std::vector<Session*> left;
    for (auto* tunnel : tunnels) {
        if (auto* session = session_of(*tunnel)) {
            left.push_back(session);
        }
    }
    std::vector<Duration> patiences(bench_.patience.tries.begin(), bench_.patience.tries.end());
    patiences.insert(patiences.end(), once_more, bench_.patience.quiet);
    for (const auto patience : patiences) {
        std::vector<Session*> mute;
        std::vector<esp::Ping> pings;
        for (auto* session : left) {
            pings.push_back(
                esp::ping_through(session->traffic, session->way,
                                  {false, 1, ++sequence_, bench_.random.octets(ping_octets)}));
            session->traffic.send(session->traffic.sealed(pings.back().draft));
        }
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (!is_answered(bench_, left[i]->traffic, pings[i], patience)) {
                mute.push_back(left[i]);
            }
        }
        left = std::move(mute);
    }
    return left.size();
}

std::size_t Reach::without_traffic(std::size_t but_the_latest)
{
    std::size_t mute = 0;
    const auto tunnels = crowd_.tunnels();
    const auto end = tunnels.size() - std::min(tunnels.size(), but_the_latest);
    for (std::size_t from = 0; from < end && mute < Crowd::most_silent;
         from += crowd_.at_a_time()) {
        const auto to = std::min(end, from + crowd_.at_a_time());
        mute += mute_among(std::span{tunnels}.subspan(from, to - from));
    }
    return mute;
}

}  // namespace conformance::probes::limits
