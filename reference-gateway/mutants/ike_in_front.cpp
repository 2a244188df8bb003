#include "mutants/ike_in_front.h"

namespace gateway::mutants {
namespace {

class InFront final : public ike::Core {
public:
    InFront(Interception interception, std::unique_ptr<ike::Core> behind)
        : interception_(std::move(interception)), behind_(std::move(behind))
    {
    }

    ike::Actions on_datagram(const ike::Datagram& datagram, Instant now) override
    {
        if (auto actions = interception_(datagram)) return std::move(*actions);
        return behind_->on_datagram(datagram, now);
    }

    ike::Actions on_computed(const ike::Computed& computed, Instant now) override
    {
        return behind_->on_computed(computed, now);
    }

    ike::Actions on_wake(Instant now) override { return behind_->on_wake(now); }

private:
    Interception interception_;
    std::unique_ptr<ike::Core> behind_;
};

}  // namespace

net::AroundIke in_front(Interception interception)
{
    return [interception = std::move(interception)](std::unique_ptr<ike::Core> core) {
        return std::make_unique<InFront>(interception, std::move(core));
    };
}

}  // namespace gateway::mutants
