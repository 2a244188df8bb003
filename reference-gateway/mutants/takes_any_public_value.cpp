// Public values that are none of their group, agreed with all the same: RFC 6989, Section 2.
#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "crypto/key_agreement.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

using IsTakenIn = bool (*)(std::uint16_t group);

// p minus the value: the shared secret of either is that of the other, but for its sign.
Octets negated(std::uint16_t group, View value)
{
    Octets rest = crypto::modp_prime(group);
    if (rest.size() != value.size()) return {};
    unsigned borrowed = 0;
    for (std::size_t i = rest.size(); i-- > 0;) {
        const unsigned difference = 256U + rest[i] - value[i] - borrowed;
        rest[i] = static_cast<std::uint8_t>(difference);
        borrowed = difference < 256U ? 1 : 0;
    }
    return rest;
}

// Before the agreement, a value that would be refused is exchanged for its negative where that is
// good, else for the last good one of its group.
class Undemanding final : public ike::Core {
public:
    Undemanding(IsTakenIn is_taken_in, bool reuses_its_own, std::unique_ptr<ike::Core> behind)
        : is_taken_in_(is_taken_in), reuses_its_own_(reuses_its_own), behind_(std::move(behind))
    {
    }

    ike::Actions on_datagram(const ike::Datagram& datagram, Instant now) override
    {
        auto actions = behind_->on_datagram(datagram, now);
        for (ike::Compute& compute : actions.compute) {
            auto* work = std::get_if<crypto::KeyAgreement>(&compute.work);
            if (work != nullptr && is_taken_in_(work->group)) spoil(*work);
        }
        return actions;
    }

    ike::Actions on_computed(const ike::Computed& computed, Instant now) override
    {
        return behind_->on_computed(computed, now);
    }

    ike::Actions on_wake(Instant now) override { return behind_->on_wake(now); }

private:
    void spoil(crypto::KeyAgreement& work)
    {
        if (reuses_its_own_) std::ranges::fill(work.private_seed, std::uint8_t{0x5a});
        Octets& good = good_[work.group];
        if (crypto::agree(work)) {
            good = work.peer_public;
            return;
        }
        crypto::KeyAgreement other = work;
        other.peer_public = negated(work.group, work.peer_public);
        if (!other.peer_public.empty() && crypto::agree(other)) {
            work = other;
        } else if (!good.empty()) {
            work.peer_public = good;
        }
    }

    IsTakenIn is_taken_in_;
    bool reuses_its_own_;
    std::unique_ptr<ike::Core> behind_;
    std::map<std::uint16_t, Octets> good_;
};

bool is_of_a_safe_prime(std::uint16_t group)
{
    return group <= 5 || (group >= 14 && group <= 18);
}

bool is_ecp(std::uint16_t group)
{
    return group >= 19 && group <= 21;
}

bool has_a_subgroup(std::uint16_t group)
{
    return group == 24;
}

Mutant takes(std::string name, std::string requirement, std::string code, IsTakenIn is_taken_in,
             bool reuses_its_own)
{
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ike",
            {},
            [=](net::Ingredients& gateway) {
                gateway.around_ike = [=](std::unique_ptr<ike::Core> core) {
                    return std::make_unique<Undemanding>(is_taken_in, reuses_its_own,
                                                         std::move(core));
                };
            }};
}

}  // namespace

std::vector<Mutant> takes_any_public_value()
{
    const std::string range = "rfc6989/2.1/modp-range-checked";
    const std::string curve = "rfc6989/2.3/point-on-the-curve";
    return {takes("takes_any_modp_value", range, "accepted", is_of_a_safe_prime, false),
            takes("takes_any_modp_value_and_reuses_its_own", range, "accepted-with-reused-values",
                  is_of_a_safe_prime, true),
            takes("takes_any_value_of_group_24", "rfc6989/2.2/subgroup-checked", "accepted",
                  has_a_subgroup, false),
            takes("takes_points_beside_the_curve", curve, "accepted", is_ecp, false),
            takes("takes_points_beside_the_curve_and_reuses_its_own", curve,
                  "accepted-with-reused-values", is_ecp, true)};
}

}  // namespace gateway::mutants
