#include "probes/ike/crowd.h"

namespace conformance::probes::ike {

using wire::ike::Message;
using wire::ike::NotifyType;

Octets cookie_in(const Answer& answer)
{
    const auto* cookie = answer.accepted() ? nullptr : answer.message().notify(NotifyType::cookie);
    return cookie == nullptr ? Octets{} : cookie->data;
}

Crowd::Crowd(Bench& bench) : bench_{bench}, row_{known_row(bench)}
{
    gather();
}

void Crowd::gather()
{
    while (half_open_.size() < most) {
        peers_.push_back(std::make_unique<Initiator>(bench_));
        request_ = peers_.back()->ike_sa_init(row_);
        peers_.back()->send(request_);
        const auto answer = peers_.back()->listen(bench_.patience.tries.front());
        if (answer.accepted()) {
            half_open_.push_back(answer);
            continue;
        }
        const bool asks =
            answer.is_message() && answer.message().notify(NotifyType::cookie) != nullptr;
        (asks ? cookie_ : refusal_) = answer;
        return;
    }
}

std::string Crowd::why() const
{
    const auto so_many = std::to_string(half_open_.size()) + " half-open SAs";
    if (!refusal_) {
        return "no cookie was asked for at " + so_many;
    }
    return "at " + so_many + " the next request brought " + refusal_->text(bench_.registries);
}

Message Crowd::with_cookie(const Octets& cookie) const
{
    auto request = request_;
    request.payloads.insert(request.payloads.begin(),
                            wire::ike::notify(NotifyType::cookie, cookie));
    return request;
}

void Crowd::leave(const std::optional<Answer>& also)
{
    for (std::size_t i = 0; i < half_open_.size(); ++i) {
        (void)peers_[i]->conclude_once(half_open_[i]);
    }
    if (also && also->accepted()) {
        (void)asked().conclude_once(*also);
    }
}

// The text gives no number of SAs, so a gateway that asked for no cookie broke nothing.
Finding no_load(const Crowd& crowd, std::string expected)
{
    auto finding = conformance::pass("no-cookie", std::move(expected), crowd.why());
    finding.rests_on_absence = true;
    finding.advisories.push_back({"no-cookie",
                                  crowd.why() + ": what counts as many is the gateway's choice",
                                  "RFC 7296, Section 2.6"});
    return finding;
}

}  // namespace conformance::probes::ike
