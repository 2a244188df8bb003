// Sessions that are counted rightly, and some of which carry no traffic.
#include <memory>
#include <utility>

#include "mutants/esp_mutants.h"

namespace gateway::mutants {
namespace {

Mutant mutant(std::string name, std::string code, std::function<void(net::Ingredients&)> change)
{
    return {std::move(name),  "p2s/limits/ikev2-openvpn", std::move(code), "limits", {},
            std::move(change)};
}

// Whether somebody has been refused yet, and somebody has left since.
class Remembering final : public admission::Admission {
public:
    Remembering(std::shared_ptr<admission::Admission> places, std::shared_ptr<bool> has_refused,
                std::shared_ptr<bool> was_left_since = std::make_shared<bool>(false))
        : places_(std::move(places)),
          has_refused_(std::move(has_refused)),
          was_left_since_(std::move(was_left_since))
    {
    }

    bool admit(const std::string& tunnel_type) override
    {
        const bool admitted = places_->admit(tunnel_type);
        *has_refused_ = *has_refused_ || !admitted;
        return admitted;
    }
    void release(const std::string& tunnel_type) override
    {
        *was_left_since_ = *has_refused_;
        places_->release(tunnel_type);
    }

private:
    std::shared_ptr<admission::Admission> places_;
    std::shared_ptr<bool> has_refused_, was_left_since_;
};

// Takes no packet any more as soon as this is so.
class Closing final : public esp::AntiReplay {
public:
    Closing(bool extended, std::shared_ptr<bool> is_closed)
        : window_(extended, esp::ReplayWindow::usual_size), is_closed_(std::move(is_closed))
    {
    }

    [[nodiscard]] std::optional<std::uint64_t> sequence_of(std::uint32_t lower) const override
    {
        return window_.sequence_of(lower);
    }
    [[nodiscard]] esp::Novelty judge(std::uint64_t sequence) override
    {
        return *is_closed_ ? esp::Novelty::too_old : window_.judge(sequence);
    }
    void authenticated(std::uint64_t sequence) override { window_.authenticated(sequence); }

private:
    esp::ReplayWindow window_;
    std::shared_ptr<bool> is_closed_;
};

// Of all Child SAs there have been, those that this is said of.
void close_traffic(net::Ingredients& gateway, std::shared_ptr<bool> is_closed,
                   std::function<bool(std::size_t)> concerns)
{
    gateway.traffic_seams.inbound.replay_window =
        [is_closed = std::move(is_closed), concerns = std::move(concerns),
         count =
             std::make_shared<std::size_t>(0)](bool extended) -> std::unique_ptr<esp::AntiReplay> {
        if (concerns((*count)++)) return std::make_unique<Closing>(extended, is_closed);
        return std::make_unique<esp::ReplayWindow>(extended, esp::ReplayWindow::usual_size);
    };
}

// Every third is for a session that reaches nobody.
void carry_nothing_for_some(net::Ingredients& gateway)
{
    close_traffic(gateway, std::make_shared<bool>(true),
                  [](std::size_t count) { return count % 3 == 2; });
}

// Who comes into a place that was left has no traffic.
void carry_nothing_in_a_freed_place(net::Ingredients& gateway)
{
    const auto was_left = std::make_shared<bool>(false);
    gateway.admission =
        std::make_shared<Remembering>(gateway.admission, std::make_shared<bool>(false), was_left);
    close_traffic(gateway, std::make_shared<bool>(true),
                  [was_left](std::size_t) { return *was_left; });
}

// Everybody's IKE SA lives on, and nobody's traffic.
void close_traffic_when_somebody_is_refused(net::Ingredients& gateway)
{
    const auto has_refused = std::make_shared<bool>(false);
    gateway.admission = std::make_shared<Remembering>(gateway.admission, has_refused);
    close_traffic(gateway, has_refused, [](std::size_t) { return true; });
}

}  // namespace

std::vector<Mutant> starves_sessions()
{
    return {
        mutant("stops_all_traffic_when_it_refuses_one", "others-disturbed",
               close_traffic_when_somebody_is_refused),
        mutant("carries_nothing_in_a_freed_place", "without-traffic",
               carry_nothing_in_a_freed_place),
        mutant("carries_nothing_for_some", "without-traffic", carry_nothing_for_some),
    };
}

}  // namespace gateway::mutants
