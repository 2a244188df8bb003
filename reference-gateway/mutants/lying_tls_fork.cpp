#include "mutants/lying_tls_fork.h"

#include <memory>
#include <utility>

#include "crypto/tls_suites.h"
#include "mutants/lying_tls_records.h"

namespace gateway::mutants {
namespace {

struct Parts {
    StreamCoreFactory honest, inner;
    std::function<bool(const ClientHello&, const Truth&)> concerns;
    Liar liar;
    Truth truth;
};

// Gives the client to the one or the other, with all it has said.
class Fork final : public StreamCore {
public:
    Fork(std::shared_ptr<const Parts> parts, Peer peer)
        : parts_(std::move(parts)), peer_(std::move(peer)), chosen_(parts_->honest(peer_))
    {
    }

    StreamActions start(Instant now) override
    {
        began_ = now;
        return chosen_->start(now);
    }

    StreamActions on_octets(View octets, Instant now) override
    {
        if (!open_) return chosen_->on_octets(octets, now);
        switch (reader_.feed(octets)) {
            case HelloReading::unfinished:
                return chosen_->on_wake(now);
            case HelloReading::not_a_hello:
                break;
            case HelloReading::complete:
                if (parts_->concerns(reader_.hello(), parts_->truth)) {
                    chosen_ = parts_->liar(parts_->truth, parts_->inner, peer_);
                    static_cast<void>(chosen_->start(began_));
                }
        }
        open_ = false;
        return chosen_->on_octets(reader_.heard(), now);
    }

    StreamActions on_wake(Instant now) override { return chosen_->on_wake(now); }
    StreamActions on_end(Instant now) override { return chosen_->on_end(now); }

private:
    std::shared_ptr<const Parts> parts_;
    Peer peer_;
    std::unique_ptr<StreamCore> chosen_;
    HelloReader reader_;
    bool open_ = true;
    Instant began_{};
};

// Tells one lie about the hello, and hangs up when the client goes on.
class Teller final : public StreamCore {
public:
    Teller(Lie lie, Truth truth) : lie_(std::move(lie)), truth_(std::move(truth)) {}

    StreamActions start(Instant now) override
    {
        deadline_ = now + tls::handshake_patience;
        return wait();
    }

    StreamActions on_octets(View octets, Instant /*now*/) override
    {
        if (told_ || reader_.feed(octets) != HelloReading::complete) return hang_up();
        told_ = true;
        StreamActions actions = wait();
        Told told = lie_.answer(reader_.hello(), truth_);
        actions.send = std::move(told.send);
        actions.close = told.close;
        return actions;
    }

    StreamActions on_wake(Instant now) override { return now < deadline_ ? wait() : hang_up(); }
    StreamActions on_end(Instant /*now*/) override { return hang_up(); }

private:
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

    Lie lie_;
    Truth truth_;
    HelloReader reader_;
    bool told_ = false;
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

tls::TlsListener diverting_listener(std::function<bool(const ClientHello&, const Truth&)> concerns,
                                    Liar liar)
{
    return [concerns = std::move(concerns), liar = std::move(liar)](
               const tls::TlsSettings& settings,
               const StreamCoreFactory& inner) -> std::expected<StreamCoreFactory, std::string> {
        auto honest = tls::tls_listener(settings, inner);
        if (!honest) return honest;
        const auto parts = std::make_shared<const Parts>(std::move(*honest), inner, concerns, liar,
                                                         truth_of(settings));
        return [parts](const Peer& peer) { return std::make_unique<Fork>(parts, peer); };
    };
}

tls::TlsListener lying_listener(Lie lie)
{
    return diverting_listener(
        lie.concerns, [lie](const Truth& truth, const StreamCoreFactory&,
                            const Peer&) -> std::unique_ptr<StreamCore> {
            return std::make_unique<Teller>(lie, truth);
        });
}

}  // namespace gateway::mutants
