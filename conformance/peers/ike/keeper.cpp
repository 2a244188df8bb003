#include "peers/ike/keeper.h"

#include <algorithm>

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

const Notify* notify_in(const std::vector<Payload>& payloads, NotifyType type)
{
    for (const auto& one : payloads) {
        const auto* found = std::get_if<Notify>(&one.body);
        if (found != nullptr && found->is(type)) {
            return found;
        }
    }
    return nullptr;
}

Payload deletion(std::uint8_t protocol, std::vector<Octets> spis)
{
    return payload(Delete{protocol, std::move(spis), {}, {}, {}});
}

}  // namespace

Octets Keeper::leave()
{
    leaves_ = true;
    return sas_.back().request({deletion(protocol_ike, {})}, random_);
}

Keeper::Outcome Keeper::on_message(View octets)
{
    Outcome outcome;
    for (std::size_t at = 0; at < sas_.size(); ++at) {
        const auto arrival = sas_[at].open(octets);
        if (!arrival) {
            continue;
        }
        outcome.is_authentic = true;
        if (arrival->is_response()) {
            outcome.ended = sas_[at].ends(*arrival) && leaves_;
        } else {
            on_request(at, *arrival, outcome);
        }
        break;
    }
    return outcome;
}

void Keeper::on_request(std::size_t at, const LivingSa::Arrival& request, Outcome& outcome)
{
    std::optional<Octets> again;
    if (!sas_[at].is_next(request, again)) {
        if (again) {
            outcome.send.push_back(*again);
        }
        return;
    }
    bool ends = false;
    Payloads answer;
    switch (static_cast<ExchangeType>(request.header.exchange_type)) {
        case ExchangeType::informational:
            answer = on_informational(request, outcome, ends);
            break;
        case ExchangeType::create_child_sa:
            answer = on_create_child_sa(sas_[at], request, outcome);
            break;
        default:
            answer = {notify(NotifyType::invalid_syntax)};
    }
    outcome.send.push_back(sas_[at].response(request, std::move(answer), random_));
    const bool was_newest = at + 1 == sas_.size();
    if (ends) {
        outcome.ended = was_newest;
        if (!was_newest) {
            sas_.erase(sas_.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }
    if (made_) {
        sas_.push_back(std::move(*made_));
        made_.reset();
    }
}

// RFC 7296, Section 1.4.1: the answer to the Delete of a Child SA deletes our half of it.
Keeper::Payloads Keeper::on_informational(const LivingSa::Arrival& request, Outcome& outcome,
                                          bool& ends)
{
    std::vector<Octets> own;
    for (const auto& one : request.inside) {
        const auto* body = std::get_if<Delete>(&one.body);
        if (body == nullptr) {
            continue;
        }
        if (body->protocol == protocol_ike) {
            ends = true;
        }
        for (const auto& spi : body->spis) {
            const auto child = std::ranges::find(children_, spi, &ChildSa::responder_spi);
            if (body->protocol != protocol_esp || child == children_.end()) {
                continue;
            }
            own.push_back(child->initiator_spi);
            children_.erase(child);
        }
    }
    outcome.closed = own;
    return own.empty() ? Payloads{} : Payloads{deletion(protocol_esp, std::move(own))};
}

// A second Child SA beside the first is not wanted.
Keeper::Payloads Keeper::on_create_child_sa(const LivingSa& sa, const LivingSa::Arrival& request,
                                            Outcome& outcome)
{
    const auto offers_ike = [](const Payload& one) {
        const auto* offer = std::get_if<SecurityAssociation>(&one.body);
        return offer != nullptr && !offer->proposals.empty() &&
               offer->proposals.front().protocol == protocol_ike;
    };
    if (std::ranges::any_of(request.inside, offers_ike)) {
        return rekeyed_ike(sa, request.inside, outcome);
    }
    if (notify_in(request.inside, NotifyType::rekey_sa) != nullptr) {
        return rekeyed_child(sa, request.inside, outcome);
    }
    return {notify(NotifyType::no_additional_sas)};
}

}  // namespace conformance::peers::ike
