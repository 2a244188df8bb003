#include "mutants/lying_tls_faints.h"

#include <functional>
#include <memory>
#include <utility>

#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

using IsTooMuch = std::function<bool(View heard)>;

// As long as a prober looks for a sign of life: four controls, and one before each repetition.
constexpr int connections_missed = 6;

class Faint final : public StreamCore {
public:
    Faint(std::unique_ptr<StreamCore> honest, IsTooMuch is_too_much, std::shared_ptr<int> missed)
        : honest_(std::move(honest)),
          is_too_much_(std::move(is_too_much)),
          missed_(std::move(missed))
    {
    }

    StreamActions start(Instant now) override { return honest_->start(now); }
    StreamActions on_octets(View octets, Instant now) override
    {
        if (*missed_ > 0) {
            --*missed_;
            return hang_up();
        }
        heard_.insert(heard_.end(), octets.begin(), octets.end());
        if (is_too_much_(heard_)) {
            *missed_ = connections_missed;
            return hang_up();
        }
        return honest_->on_octets(octets, now);
    }
    StreamActions on_wake(Instant now) override { return honest_->on_wake(now); }
    StreamActions on_end(Instant now) override { return honest_->on_end(now); }

private:
    static StreamActions hang_up()
    {
        StreamActions actions;
        actions.close = true;
        return actions;
    }

    std::unique_ptr<StreamCore> honest_;
    IsTooMuch is_too_much_;
    std::shared_ptr<int> missed_;
    Octets heard_;
};

tls::TlsListener fainting_at(IsTooMuch is_too_much)
{
    return [is_too_much](const tls::TlsSettings& settings,
                         StreamCoreFactory inner) -> std::expected<StreamCoreFactory, std::string> {
        auto honest = tls::tls_listener(settings, std::move(inner));
        if (!honest) return honest;
        return [honest = std::move(*honest), is_too_much,
                missed = std::make_shared<int>(0)](const Peer& peer) {
            return std::make_unique<Faint>(honest(peer), is_too_much, missed);
        };
    };
}

}  // namespace

tls::TlsListener fainting_at_large_hellos()
{
    constexpr std::size_t large = 12'000;
    return fainting_at([](View heard) { return heard.size() > large; });
}

tls::TlsListener fainting_at_garbage()
{
    constexpr std::uint8_t unknown_type = 99;
    return fainting_at([](View heard) { return !heard.empty() && heard.front() == unknown_type; });
}

}  // namespace gateway::mutants
