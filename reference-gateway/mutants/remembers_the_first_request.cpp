// AUTH checked over the first IKE_SA_INIT request of an exchange, not the last: RFC 7296, Section
// 2.15.
#include <map>
#include <memory>

#include "ike/header.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

class Nostalgic final : public ike::Core {
public:
    explicit Nostalgic(std::unique_ptr<ike::Core> behind) : behind_(std::move(behind)) {}

    ike::Actions on_datagram(const ike::Datagram& datagram, Instant now) override
    {
        constexpr std::size_t marker = 4;
        const View message =
            datagram.on_nat_t_port && datagram.octets.size() > marker ? datagram.octets.subspan(marker)
                                                                      : datagram.octets;
        const auto header = ike::parse_header(message);
        const std::uint64_t spi = header ? header->initiator_spi : 0;
        if (header && header->responder_spi == 0) {
            requests_[spi].push_back(copy_of(message));
        }
        auto actions = behind_->on_datagram(datagram, now);
        for (ike::Compute& compute : actions.compute) {
            auto* proof = std::get_if<crypto::MutualProof>(&compute.work);
            if (proof == nullptr || requests_[spi].empty()) continue;
            const View rest = View{proof->signed_octets}.subspan(requests_[spi].back().size());
            proof->signed_octets = joined({requests_[spi].front(), rest});
        }
        return actions;
    }

    ike::Actions on_computed(const ike::Computed& computed, Instant now) override
    {
        return behind_->on_computed(computed, now);
    }

    ike::Actions on_wake(Instant now) override { return behind_->on_wake(now); }

private:
    std::unique_ptr<ike::Core> behind_;
    std::map<std::uint64_t, std::vector<Octets>> requests_;
};

}  // namespace

std::vector<Mutant> remembers_the_first_request()
{
    return {{"remembers_the_first_request",
             "rfc7296/2.15/auth-covers-the-last-request",
             "refused",
             "ike",
             {"p2s/clients/tunnel"},
             [](net::Ingredients& gateway) {
                 gateway.around_ike = [](std::unique_ptr<ike::Core> core) {
                     return std::make_unique<Nostalgic>(std::move(core));
                 };
             }}};
}

}  // namespace gateway::mutants
