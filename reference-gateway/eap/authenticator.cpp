#include "eap/authenticator.h"

#include <algorithm>
#include <utility>

#include "eap/mschap.h"

namespace gateway::eap {

bool is_safe_alone(Type method) noexcept
{
    return method == Type::tls;
}

Authenticator::Authenticator(std::shared_ptr<const Settings> settings, std::vector<Type> methods,
                             Random& random)
    : settings_(std::move(settings)),
      methods_(std::move(methods)),
      challenge_(mschap_challenge_size)
{
    random.fill(challenge_);
    random.fill({&identifier_, 1});
}

Outcome Authenticator::begin()
{
    if (methods_.empty()) return reject("no method");
    return propose();
}

Outcome Authenticator::propose()
{
    is_only_proposed_ = true;
    if (methods_.front() == Type::tls) {
        method_.emplace<Tls>(*settings_->tls, settings_->sizes);
        return request(Tls::start());
    }
    auto& method = method_.emplace<Mschapv2>(settings_->users, settings_->name, challenge_);
    return request(method.start(static_cast<std::uint8_t>(identifier_ + 1)));
}

Outcome Authenticator::on_response(View packet)
{
    const auto response = parse_response(packet);
    if (!response || response->identifier != identifier_) return reject("no response to this");
    const bool is_nak = response->type == std::to_underlying(Type::nak);
    if (is_nak && std::exchange(is_only_proposed_, false)) return on_nak(response->data);
    is_only_proposed_ = false;
    if (response->type != std::to_underlying(methods_.front())) return reject("another method");
    if (auto* tls = std::get_if<Tls>(&method_)) return after(tls->on_response(response->data));
    return after(std::get<Mschapv2>(method_).on_response(response->data));
}

// RFC 3748, Section 5.3.1: the methods that it would rather have; 0: none.
Outcome Authenticator::on_nak(View wanted)
{
    methods_.erase(methods_.begin());
    const auto found = std::ranges::find_if(methods_, [&](Type method) {
        return std::ranges::find(wanted, std::to_underlying(method)) != wanted.end();
    });
    if (found == methods_.end()) return reject("no method in common");
    std::rotate(methods_.begin(), found, found + 1);
    return propose();
}

Outcome Authenticator::on_computed(const crypto::TlsProgress& progress)
{
    auto* tls = std::get_if<Tls>(&method_);
    return tls == nullptr ? reject("nothing was to be computed")
                          : after(tls->on_computed(progress));
}

Outcome Authenticator::request(View data)
{
    if (++requests_ > settings_->most_requests) return reject("too many requests");
    return Request{write_request(++identifier_, methods_.front(), data)};
}

Outcome Authenticator::after(Step step)
{
    if (const auto* ask = std::get_if<Ask>(&step)) return request(ask->data);
    if (auto* turn = std::get_if<crypto::TlsTurn>(&step)) return std::move(*turn);
    if (auto* failed = std::get_if<Failed>(&step)) return reject(std::move(failed->reason));
    auto& proved = std::get<Proved>(step);
    if (proved.person.empty() || proved.msk.empty()) return reject("nobody");
    return Accepted{write_end(Code::success, identifier_), std::move(proved)};
}

Outcome Authenticator::reject(std::string reason) const
{
    return Rejected{write_end(Code::failure, identifier_), std::move(reason)};
}

}  // namespace gateway::eap
