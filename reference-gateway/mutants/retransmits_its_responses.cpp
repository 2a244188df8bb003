// A responder that says it again when nothing comes of it: RFC 7296, Section 2.1.
#include <algorithm>
#include <deque>
#include <utility>

#include "ike/numbers.h"
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

class Insistent : public ike::Core {
public:
    explicit Insistent(std::unique_ptr<ike::Core> inner) : inner_(std::move(inner)) {}

    ike::Actions on_datagram(const ike::Datagram& datagram, Instant now) override
    {
        return and_again(inner_->on_datagram(datagram, now), now);
    }
    ike::Actions on_computed(const ike::Computed& computed, Instant now) override
    {
        return and_again(inner_->on_computed(computed, now), now);
    }
    ike::Actions on_wake(Instant now) override
    {
        ike::Actions actions = and_again(inner_->on_wake(now), now);
        while (!later_.empty() && later_.front().first <= now) {
            actions.send.push_back(std::move(later_.front().second));
            later_.pop_front();
        }
        return with_wake(std::move(actions));
    }

private:
    static bool is_ike_sa_init(const ike::Send& datagram)
    {
        return datagram.octets.size() > exchange_type_at &&
               datagram.octets[exchange_type_at] ==
                   std::to_underlying(ike::ExchangeType::ike_sa_init);
    }

    ike::Actions and_again(ike::Actions actions, Instant now)
    {
        for (const ike::Send& datagram : actions.send) {
            if (is_ike_sa_init(datagram)) later_.emplace_back(now + timer, datagram);
        }
        return with_wake(std::move(actions));
    }

    ike::Actions with_wake(ike::Actions actions) const
    {
        if (later_.empty()) return actions;
        const Instant ours = later_.front().first;
        actions.wake = actions.wake ? std::min(*actions.wake, ours) : ours;
        return actions;
    }

    static constexpr std::chrono::milliseconds timer{500};

    std::unique_ptr<ike::Core> inner_;
    std::deque<std::pair<Instant, ike::Send>> later_;
};

}  // namespace

std::vector<Mutant> retransmits_its_responses()
{
    return {{"retransmits_its_responses",
             "rfc7296/2.1/responder-never-retransmits",
             "sent-unasked",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 gateway.around_ike = [](std::unique_ptr<ike::Core> core) {
                     return std::make_unique<Insistent>(std::move(core));
                 };
             }}};
}

}  // namespace gateway::mutants
