#include "peers/ike/crowd.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/probe.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

const std::vector<std::uint16_t> hashes{2, 3, 4};  // SHA2-256, 384 and 512
constexpr auto time_between_signs_of_life = std::chrono::seconds{15};

std::uint16_t error_in(const std::vector<Payload>& payloads)
{
    for (const auto& one : payloads) {
        const auto* found = std::get_if<Notify>(&one.body);
        if (found != nullptr && found->is_error()) {
            return found->type;
        }
    }
    return 0;
}

std::optional<Octets> address_in(const Tunnel& tunnel)
{
    const auto* reply = tunnel.body<Configuration>(PayloadType::configuration);
    if (reply == nullptr) {
        return std::nullopt;
    }
    for (const auto& one : reply->attributes) {
        if (one.is(AttributeType::internal_ip4_address) && !one.value.empty()) {
            return one.value;
        }
    }
    return std::nullopt;
}

Payload deletion()
{
    return payload(Delete{protocol_ike, {}, {}, {}, {}});
}

}  // namespace

// The bench is the crowd's with credentials of the client's own.
struct Crowd::Client {
    Client(const Bench& crowd, std::size_t own_number)
        : number{own_number}, credentials{crowd.identities->identity(own_number)}, bench{crowd}
    {
        bench.credentials = credentials.get();
    }

    std::size_t number;  // of its identity
    std::unique_ptr<Credentials> credentials;
    Bench bench;
    std::optional<Initiator> initiator;
    Message request;  // the one that is underway
    std::optional<Tunnel> tunnel;
    std::optional<Octets> address;
    bool has_come = false;
};

Crowd::Crowd(Bench& bench, Shape shape)
    : bench_{bench},
      shape_{std::move(shape)},
      key_{crypto::key_exchange(shape_.row.group, bench.random)}
{
}

Crowd::~Crowd() = default;

std::size_t Crowd::identities_left() const
{
    const auto count = bench_.identities == nullptr ? 0 : bench_.identities->count();
    return count - std::min(count, next_identity_) + left_.size() + (tries_again_ ? 1 : 0);
}

// Somebody is left.
std::size_t Crowd::next_identity(Turn turn)
{
    if (tries_again_) {
        return *std::exchange(tries_again_, std::nullopt);
    }
    const bool has_newcomers = next_identity_ < bench_.identities->count();
    if (left_.empty() || (has_newcomers && turn == Turn::of_newcomers)) {
        return next_identity_++;
    }
    const auto number = left_.back();
    left_.pop_back();
    return number;
}

std::unique_ptr<Crowd::Client> Crowd::newcomer(Turn turn)
{
    auto client = std::make_unique<Client>(bench_, next_identity(turn));
    auto& initiator = client->initiator.emplace(client->bench, shape_.port);
    initiator.share_key(shape_.row.group, key_);
    client->request = initiator.ike_sa_init(shape_.row);
    client->request.payloads.push_back(signature_hash_algorithms(hashes));
    if (shape_.alter) {
        shape_.alter(client->request);
    }
    initiator.send(client->request);
    return client;
}

// Who is asked for a COOKIE, or not answered, asks once more for itself.
void Crowd::begin_ike_auth(Client& client)
{
    auto& initiator = *client.initiator;
    auto answer = initiator.listen(bench_.patience.tries.front());
    if (!answer.accepted() &&
        (!answer.is_message() || answer.message().notify(NotifyType::cookie) != nullptr)) {
        answer = initiator.exchange(client.request);
    }
    if (!answer.accepted()) {
        const auto payloads = answer.message().payloads;
        refuse({.answer = std::move(answer), .inside = {}}, payloads);
        return;
    }
    auto& tunnel =
        client.tunnel.emplace(client.bench, std::move(initiator), std::move(answer), true);
    client.request = tunnel.ike_auth();
    tunnel.send(client.request);
}

// An IKE SA without the Child SA that was asked for is no session, and is not kept.
void Crowd::end_ike_auth(Client& client)
{
    auto& tunnel = *client.tunnel;
    const auto& conclusion = tunnel.authenticated(client.request, tunnel.answer_to_request());
    client.has_come = tunnel.is_established() && tunnel.body<SecurityAssociation>(
                                                     PayloadType::security_association) != nullptr;
    client.address = address_in(tunnel);
    client.request = {};
    if (client.has_come) {
        return;
    }
    refuse(conclusion, conclusion.inside);
    tunnel.leave();
}

void Crowd::refuse(Conclusion conclusion, const std::vector<Payload>& payloads)
{
    if (!refusal_) {
        refusal_ = Refusal{std::move(conclusion), error_in(payloads)};
    }
}

std::size_t Crowd::come(std::size_t count, Turn turn)
{
    refusal_.reset();
    const auto before = inside_.size();
    auto shown = bench_.network.now();
    while (!refusal_ && inside_.size() - before < count) {
        const auto together =
            std::min({shape_.at_a_time, count - (inside_.size() - before), identities_left()});
        if (together == 0) {
            break;
        }
        // Who is silent may be taken for dead: RFC 7296, Section 2.4.
        if (bench_.network.now() - shown >= time_between_signs_of_life) {
            (void)without_answer(0);
            shown = bench_.network.now();
        }
        std::vector<std::unique_ptr<Client>> clients;
        while (clients.size() < together) {
            clients.push_back(newcomer(turn));
        }
        for (const auto& client : clients) {
            begin_ike_auth(*client);
        }
        for (auto& client : clients) {
            if (client->tunnel) {
                end_ike_auth(*client);
            }
            if (client->has_come) {
                inside_.push_back(std::move(client));
                ++ever_inside_;
            }
        }
        if (refusal_ && together == 1) {
            tries_again_ = clients.front()->number;
        }
    }
    return inside_.size() - before;
}

void Crowd::leave_out_who_was_refused()
{
    tries_again_.reset();
}

std::size_t Crowd::without_answer(std::size_t but_the_latest)
{
    std::size_t silent = 0;
    const auto end = inside_.size() - std::min(inside_.size(), but_the_latest);
    for (std::size_t from = 0; from < end && silent < most_silent; from += shape_.at_a_time) {
        const auto to = std::min(end, from + shape_.at_a_time);
        for (auto i = from; i < to; ++i) {
            inside_[i]->tunnel->send(inside_[i]->tunnel->informational());
        }
        for (auto i = from; i < to; ++i) {
            if (!inside_[i]->tunnel->answer_to_request().opened) {
                ++silent;
            }
        }
    }
    return silent;
}

std::vector<Tunnel*> Crowd::tunnels() const
{
    std::vector<Tunnel*> tunnels;
    for (const auto& client : inside_) {
        tunnels.push_back(&*client->tunnel);
    }
    return tunnels;
}

std::optional<Octets> Crowd::shared_address() const
{
    std::set<Octets> seen;
    for (const auto& client : inside_) {
        if (client->address && !seen.insert(*client->address).second) {
            return client->address;
        }
    }
    return std::nullopt;
}

std::size_t Crowd::with_address() const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        inside_, [](const auto& client) { return client->address.has_value(); }));
}

bool Crowd::first_leaves()
{
    if (inside_.empty()) {
        return false;
    }
    auto& tunnel = *inside_.front()->tunnel;
    const bool answered = tunnel.exchange(tunnel.informational({deletion()})).opened;
    left_.push_back(inside_.front()->number);
    inside_.erase(inside_.begin());
    return answered;
}

// A courtesy: nobody is waited for any more once several Deletes were not answered.
void Crowd::everybody_leaves()
{
    std::size_t silent = 0;
    for (std::size_t from = 0; from < inside_.size(); from += shape_.at_a_time) {
        const auto to = std::min(inside_.size(), from + shape_.at_a_time);
        for (auto i = from; i < to; ++i) {
            inside_[i]->tunnel->send(inside_[i]->tunnel->informational({deletion()}));
        }
        for (auto i = from; i < to && silent < most_silent; ++i) {
            if (!inside_[i]->tunnel->answer_to_request().opened) {
                ++silent;
            }
        }
    }
    inside_.clear();
}

std::vector<unsigned> Crowd::frames_of_the_latest() const
{
    return inside_.empty() ? std::vector<unsigned>{}
                           : inside_.back()->tunnel->answer().answer.frames;
}

}  // namespace conformance::peers::ike
