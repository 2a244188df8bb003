#include "mutants/rewritten_actions.h"

namespace gateway::mutants {
namespace {

class Behind final : public ike::Core {
public:
    Behind(std::function<void(ike::Actions&)> change, std::unique_ptr<ike::Core> behind)
        : change_(std::move(change)), behind_(std::move(behind))
    {
    }

    ike::Actions on_datagram(const ike::Datagram& datagram, Instant now) override
    {
        return changed(behind_->on_datagram(datagram, now));
    }
    ike::Actions on_computed(const ike::Computed& computed, Instant now) override
    {
        return changed(behind_->on_computed(computed, now));
    }
    ike::Actions on_wake(Instant now) override { return changed(behind_->on_wake(now)); }

private:
    ike::Actions changed(ike::Actions actions)
    {
        change_(actions);
        return actions;
    }

    std::function<void(ike::Actions&)> change_;
    std::unique_ptr<ike::Core> behind_;
};

}  // namespace

net::AroundIke rewriting_actions(std::function<void(ike::Actions&)> change)
{
    return [change = std::move(change)](std::unique_ptr<ike::Core> core) {
        return std::make_unique<Behind>(change, std::move(core));
    };
}

}  // namespace gateway::mutants
