#include "mutants/rewritten_requests.h"

#include <algorithm>

namespace gateway::mutants {
namespace {

constexpr std::size_t marker_size = 4;

class Rewriter final : public ike::Core {
public:
    Rewriter(Rewriting rewriting, std::unique_ptr<ike::Core> behind)
        : rewriting_(std::move(rewriting)), behind_(std::move(behind))
    {
    }

    ike::Actions on_datagram(const ike::Datagram& datagram, Instant now) override
    {
        const std::size_t begin = datagram.on_nat_t_port ? marker_size : 0;
        if (datagram.octets.size() < begin) return behind_->on_datagram(datagram, now);
        Octets message = copy_of(datagram.octets.subspan(begin));
        rewriting_(message);
        const Octets octets = joined({datagram.octets.first(begin), message});
        return behind_->on_datagram({datagram.path, datagram.on_nat_t_port, octets}, now);
    }

    ike::Actions on_computed(const ike::Computed& computed, Instant now) override
    {
        return behind_->on_computed(computed, now);
    }

    ike::Actions on_wake(Instant now) override { return behind_->on_wake(now); }

private:
    Rewriting rewriting_;
    std::unique_ptr<ike::Core> behind_;
};

}  // namespace

net::AroundIke rewritten(Rewriting rewriting)
{
    return [rewriting = std::move(rewriting)](std::unique_ptr<ike::Core> core) {
        return std::make_unique<Rewriter>(rewriting, std::move(core));
    };
}

}  // namespace gateway::mutants
