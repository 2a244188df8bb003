#include "mutants/lying_tls_fork.h"

#include <memory>
#include <utility>

#include "crypto/tls_suites.h"
#include "mutants/lying_tls_records.h"

namespace gateway::mutants {
namespace {

struct Parts {
    StreamCoreFactory honest;
    Lie lie;
    Truth truth;
};

class Fork final : public StreamCore {
public:
    Fork(std::shared_ptr<const Parts> parts, const Peer& peer)
        : parts_(std::move(parts)), honest_(parts_->honest(peer))
    {
    }

    StreamActions start(Instant now) override
    {
        deadline_ = now + tls::handshake_patience;
        return honest_->start(now);
    }

    StreamActions on_octets(View octets, Instant now) override
    {
        if (way_ == Way::honest) return honest_->on_octets(octets, now);
        if (way_ == Way::lied) return hang_up();
        switch (reader_.feed(octets)) {
            case HelloReading::unfinished:
                return wait();
            case HelloReading::not_a_hello:
                break;
            case HelloReading::complete:
                if (parts_->lie.concerns(reader_.hello(), parts_->truth)) return tell();
        }
        way_ = Way::honest;
        return honest_->on_octets(reader_.heard(), now);
    }

    StreamActions on_wake(Instant now) override
    {
        if (way_ != Way::lied) return honest_->on_wake(now);
        return now < deadline_ ? wait() : hang_up();
    }

    StreamActions on_end(Instant now) override
    {
        return way_ == Way::lied ? hang_up() : honest_->on_end(now);
    }

private:
    enum class Way : std::uint8_t { open, honest, lied };

    StreamActions tell()
    {
        way_ = Way::lied;
        StreamActions actions = wait();
        Told told = parts_->lie.answer(reader_.hello(), parts_->truth);
        actions.send = std::move(told.send);
        actions.close = told.close;
        return actions;
    }

    [[nodiscard]] StreamActions wait() const
    {
        StreamActions actions;
        actions.wake = deadline_;
        return actions;
    }

    static StreamActions hang_up()
    {
        StreamActions actions;
        actions.close = true;
        return actions;
    }

    std::shared_ptr<const Parts> parts_;
    std::unique_ptr<StreamCore> honest_;
    HelloReader reader_;
    Way way_ = Way::open;
    Instant deadline_{};
};

Truth truth_of(const tls::TlsSettings& settings)
{
    Truth truth{settings, {}};
    for (const std::string& name : settings.suites_1_2) {
        if (const auto number = crypto::suite_number(name)) truth.suites_1_2.push_back(*number);
    }
    return truth;
}

}  // namespace

tls::TlsListener lying_listener(Lie lie)
{
    return [lie = std::move(lie)](
               const tls::TlsSettings& settings,
               StreamCoreFactory inner) -> std::expected<StreamCoreFactory, std::string> {
        auto honest = tls::tls_listener(settings, std::move(inner));
        if (!honest) return honest;
        const auto parts =
            std::make_shared<const Parts>(std::move(*honest), lie, truth_of(settings));
        return [parts](const Peer& peer) { return std::make_unique<Fork>(parts, peer); };
    };
}

}  // namespace gateway::mutants
