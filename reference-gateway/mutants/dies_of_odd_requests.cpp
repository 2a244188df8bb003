// A gateway that an odd request makes deaf for so long that it seems gone: what robustness means.
#include <algorithm>
#include <utility>

#include "crypto/key_agreement.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

// What the prober sends before it believes that nobody is there: three times for each of its four
// controls.
constexpr unsigned datagrams_until_it_hears_again = 12;
constexpr std::uint8_t encrypted_fragment = 53;

using IsDeadly = bool (*)(const ike::Header&, const std::optional<ike::IkeSaInitRequest>&);

class Fragile final : public ike::Core {
public:
    Fragile(IsDeadly is_deadly, std::unique_ptr<ike::Core> behind)
        : is_deadly_(is_deadly), behind_(std::move(behind))
    {
    }

    ike::Actions on_datagram(const ike::Datagram& datagram, Instant now) override
    {
        const auto header = ike::parse_header(datagram.octets);
        if (!header) return behind_->on_datagram(datagram, now);
        const auto request = ike::parse_ike_sa_init(*header, datagram.octets);
        if (is_deadly_(*header, request)) {
            deaf_for_ = datagrams_until_it_hears_again;
            return {};
        }
        if (deaf_for_ == 0) return behind_->on_datagram(datagram, now);
        if (request)
            --deaf_for_;  // only a request that would be answered tells that nobody answers
        return {};
    }

    ike::Actions on_computed(const ike::Computed& computed, Instant now) override
    {
        return behind_->on_computed(computed, now);
    }

    ike::Actions on_wake(Instant now) override { return behind_->on_wake(now); }

private:
    IsDeadly is_deadly_;
    std::unique_ptr<ike::Core> behind_;
    unsigned deaf_for_ = 0;
};

bool has_odd_numbers(const ike::Header&, const std::optional<ike::IkeSaInitRequest>& request)
{
    if (!request) return false;
    std::uint8_t number = 0;
    return std::ranges::any_of(request->proposals, [&](const ike::Proposal& proposal) {
        return proposal.number != ++number;
    });
}

bool has_a_long_list(const ike::Header&, const std::optional<ike::IkeSaInitRequest>& request)
{
    constexpr std::size_t most = 90;
    constexpr std::size_t most_transforms = 200;
    return request && (request->proposals.size() > most ||
                       request->proposals.front().transforms.size() > most_transforms);
}

bool has_a_public_value_of_another_length(const ike::Header&,
                                          const std::optional<ike::IkeSaInitRequest>& request)
{
    if (!request) return false;
    const std::size_t size = crypto::public_value_size(request->key_share.group);
    return size != 0 && request->key_share.data.size() != size;
}

bool has_an_spi(const ike::Header&, const std::optional<ike::IkeSaInitRequest>& request)
{
    return request && request->proposals.front().spi_size != 0;
}

bool is_in_fragments(const ike::Header& header, const std::optional<ike::IkeSaInitRequest>&)
{
    return header.first_payload == encrypted_fragment;
}

Mutant dies(std::string name, std::string requirement, IsDeadly is_deadly)
{
    return {std::move(name),
            std::move(requirement),
            "did-not-survive",
            "ike",
            {},
            [=](net::Ingredients& gateway) {
                gateway.around_ike = [=](std::unique_ptr<ike::Core> core) {
                    return std::make_unique<Fragile>(is_deadly, std::move(core));
                };
            }};
}

}  // namespace

std::vector<Mutant> dies_of_odd_requests()
{
    return {
        dies("dies_of_odd_proposal_numbers", "rfc7296/3.3/odd-proposal-numbers", has_odd_numbers),
        dies("dies_of_long_proposal_lists", "rfc7296/2.7/long-proposal-lists", has_a_long_list),
        dies("dies_of_a_public_value_of_another_length", "rfc7296/3.4/wrong-key-exchange-length",
             has_a_public_value_of_another_length),
        dies("dies_of_an_spi_in_a_first_proposal", "rfc7296/3.3.1/spi-in-an-initial-request",
             has_an_spi),
        dies("dies_of_fragments_without_keys", "rfc7383/2.2/ike-sa-init-in-fragments",
             is_in_fragments)};
}

}  // namespace gateway::mutants
