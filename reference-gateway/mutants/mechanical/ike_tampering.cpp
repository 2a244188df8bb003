#include "mutants/mechanical/ike_tampering.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "mutants/mechanical/ike_replies.h"

namespace gateway::mutants::mechanical {
namespace {

constexpr std::size_t marker_size = 4;

// An initiator's SPI is not zero, so what begins with zeros is a marker.
std::size_t size_of_marker(View datagram)
{
    const View begin = datagram.first(std::min(marker_size, datagram.size()));
    return std::ranges::all_of(begin, [](std::uint8_t o) { return o == 0; }) ? begin.size() : 0;
}

class Tamperer final : public ike::Core {
public:
    Tamperer(Tampering tampering, std::unique_ptr<ike::Core> behind)
        : tampering_(std::move(tampering)), behind_(std::move(behind))
    {
    }

    ike::Actions on_datagram(const ike::Datagram& datagram, Instant now) override
    {
        return tampered(behind_->on_datagram(datagram, now), now);
    }

    ike::Actions on_computed(const ike::Computed& computed, Instant now) override
    {
        return tampered(behind_->on_computed(computed, now), now);
    }

    ike::Actions on_wake(Instant now) override { return tampered(behind_->on_wake(now), now); }

private:
    struct Held {
        Instant until;
        ike::Send datagram;
    };

    ike::Actions tampered(ike::Actions actions, Instant now)
    {
        std::vector<ike::Send> send;
        for (ike::Send& datagram : actions.send) {
            tamper(std::move(datagram), now, send);
        }
        release(now, send);
        actions.send = std::move(send);
        if (!held_.empty()) {
            const Instant soonest = held_.front().until;
            actions.wake = std::min(actions.wake.value_or(soonest), soonest);
        }
        return actions;
    }

    void tamper(ike::Send datagram, Instant now, std::vector<ike::Send>& send)
    {
        const std::size_t marker = size_of_marker(datagram.octets);
        const View message = View{datagram.octets}.subspan(marker);
        if (name_of_ike_reply(message) != tampering_.reply) {
            send.push_back(std::move(datagram));
            return;
        }
        for (const Octets& octets : tampering_.instead(copy_of(message))) {
            Octets all = joined({View{datagram.octets}.first(marker), octets});
            held_.push_back({now + tampering_.delay, {datagram.path, std::move(all)}});
        }
    }

    void release(Instant now, std::vector<ike::Send>& send)
    {
        const auto later =
            std::ranges::find_if(held_, [&](const Held& h) { return h.until > now; });
        std::ranges::transform(held_.begin(), later, std::back_inserter(send),
                               [](Held& held) { return std::move(held.datagram); });
        held_.erase(held_.begin(), later);
    }

    Tampering tampering_;
    std::unique_ptr<ike::Core> behind_;
    std::vector<Held> held_;  // the delay is the same for all, so the first is the soonest
};

}  // namespace

net::AroundIke tampering_with(Tampering tampering)
{
    return [tampering = std::move(tampering)](std::unique_ptr<ike::Core> core) {
        return std::make_unique<Tamperer>(tampering, std::move(core));
    };
}

}  // namespace gateway::mutants::mechanical
