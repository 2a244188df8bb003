#include "net/mangled/world.h"

#include <algorithm>
#include <utility>

namespace gateway::mangled {
namespace {

constexpr policy::Tuple cbc_31{12, 256, 12, 5, 31};
constexpr std::size_t most_sessions = 400;
const Octets inside_address{10, 1, 0, 4};

}  // namespace

World::World() : echo_({{{{10, 1, 0, 0}, 16}}, 1400, {}}, random_)
{
    start(ike::with_eap({eap::Type::mschapv2, eap::Type::tls}));
    leases_ = std::make_shared<leases::LeaseTable>(
        leases::shares_of({{{172, 16, 0, 0}, 20}}, {"IKEv2"}, {}), std::vector<Octets>{});
    places_ = std::make_shared<admission::Places>(
        std::vector<admission::Limit>{{{"IKEv2"}, most_sessions}});
    settings_.rows = {ike::gcm_31, cbc_31};
    settings_.network.lease = [this](const std::string& subject, Family family) {
        return leases_->lease({"IKEv2", subject, family});
    };
    settings_.network.release = [this](const Octets& address) { leases_->release(address); };
    settings_.network.admit = [this] { return places_->admit("IKEv2"); };
    settings_.network.leave = [this] { places_->release("IKEv2"); };
    settings_.network.use = [this](std::uint32_t inbound) { return traffic_.use(inbound); };
    settings_.upkeep.silence = seconds{20};
    settings_.upkeep.retransmission = {seconds{1}, seconds{4}, 2};
    is_lossy_ = true;
    rebuild();
}

void World::begin()
{
    tuple_ = ++spi_ % 3 == 0 ? cbc_31 : ike::gcm_31;
    peer_ = ike::TestInitiator{tuple_, spi_};
    client_.reset();
    next.clear();
    keys_.clear();
    is_lossy_ = true;
    holds_back_ = false;
    wakes_ = 0;
    forget_what_was_sent();
}

void World::forget_what_was_sent()
{
    sent_.clear();
    events_.clear();
    opened_.clear();
    closed_.clear();
    moves_.clear();
}

Octets World::say(const Octets& message)
{
    forget_what_was_sent();
    from_client(message);
    for (const ike::Send& sent : sent_) {
        const auto header = ike::parse_header(sent.octets);
        if (header && header->is_response && header->initiator_spi == peer_.spi()) {
            return sent.octets;
        }
    }
    return {};
}

void World::shorten_lives(bool of_children, bool of_ike_sas)
{
    if (std::exchange(has_short_lives_, true)) return;
    const ike::Lifetime brief{minutes{10}, minutes{2}}, longer{minutes{20}, minutes{2}};
    settings_.upkeep.silence = {};
    settings_.upkeep.child_sa = of_children ? brief : longer;
    settings_.upkeep.ike_sa = of_ike_sas ? brief : longer;
    rebuild();
}

void World::wait_for_the_gateway()
{
    is_lossy_ = false;
    holds_back_ = true;
    for (int i = 0; i < 700 && next.empty(); ++i) {
        pass(seconds{1});
    }
    is_lossy_ = true;
    holds_back_ = false;
    ASSERT_FALSE(next.empty()) << "the gateway has asked for nothing";
}

void World::lose_what_the_gateway_asks()
{
    const auto asks = [&] {
        return std::ranges::any_of(sent_, [&](const ike::Send& sent) {
            const auto header = ike::parse_header(sent.octets);
            return header && !header->is_response && header->initiator_spi == peer_.spi();
        });
    };
    forget_what_was_sent();
    for (int i = 0; i < 700 && !asks(); ++i) {
        pass(seconds{1});
    }
    ASSERT_TRUE(asks());
}

void World::be_refused_for(Instant time)
{
    is_lossy_ = false;
    client_->refusal = ike::Notify{ike::NotifyType::no_additional_sas, {}};
    pass(time);
    client_->refusal.reset();
    is_lossy_ = true;
}

void World::pass(Instant time)
{
    ResponderAndClient::pass(time);
    static_cast<void>(echo_.on_wake(now_));
}

void World::from_client(const Octets& message)
{
    remember_keys();
    if (holds_back_) {
        next.push_back(message);
    } else {
        ResponderAndClient::from_client(message);
    }
    remember_keys();
}

void World::remember_keys()
{
    if (peer_.responder_spi() != 0) keys_.insert_or_assign(peer_.spi(), peer_.keys());
    if (!client_) return;
    for (const auto& one : client_->sas) {
        keys_.insert_or_assign(one.initiator_spi, ike::mirrored(one.keys));
    }
}

std::optional<ike::Keys> World::keys_of(View message) const
{
    const auto header = ike::parse_header(message);
    const auto found = header ? keys_.find(header->initiator_spi) : keys_.end();
    if (found == keys_.end() || !header || header->responder_spi == 0) return std::nullopt;
    return found->second;
}

void World::see(const ike::Actions& actions)
{
    for (const ike::ChildSa& child : actions.open) {
        own_child_ = child;
        traffic_.open(child);
    }
    for (const std::uint32_t spi : actions.close) {
        traffic_.close(spi);
    }
    for (const ike::Move& move : actions.move) {
        traffic_.move(move);
    }
}

void World::datagram(const Path& path, bool on_nat_t_port, const Octets& octets)
{
    if (!on_nat_t_port || !traffic_.knows(path, octets)) {
        perform(responder_->on_datagram({path, on_nat_t_port, octets}, now_));
        return;
    }
    Octets packet = octets;
    const auto inner = traffic_.on_esp(path, packet, now_);
    if (!inner) {
        ++dropped_packets_;
        return;
    }
    for (const Octets& answer : echo_.on_packet(*inner, now_).send) {
        if (const auto parcel = traffic_.on_inside(answer)) {
            sent_.push_back({parcel->path, copy_of(parcel->octets)});
        }
    }
}

Octets World::packet_of(View inner, std::uint8_t next_header, esp::OutboundSeams seams)
{
    seams.already_sent = packets_++;
    auto sender = esp::OutboundSa::make(own_child_.suite, own_child_.inbound_spi,
                                        own_child_.inbound_keys, random_, std::move(seams));
    Octets buffer(sender->sealed_size(inner.size()));
    const auto sealed = sender->seal(inner, next_header, buffer);
    return sealed ? copy_of(*sealed) : Octets{};
}

Octets World::ping() const
{
    Octets packet = inside::ip_packet(own_child_.remote.front().first, inside_address,
                                      inside::protocol_icmp, 40);
    inside::payload_of(packet)[0] = 8;
    inside::set_checksum(packet, inside::protocol_icmp, 2);
    return packet;
}

bool World::has_answered(View message, std::uint32_t id) const
{
    const auto asked = ike::parse_header(message);
    return asked && std::ranges::any_of(sent_, [&](const ike::Send& sent) {
               const auto header = ike::parse_header(sent.octets);
               return header && header->is_response && header->message_id == id &&
                      header->initiator_spi == asked->initiator_spi;
           });
}

std::size_t World::sent_octets() const
{
    std::size_t sum = 0;
    for (const ike::Send& sent : sent_) {
        sum += sent.octets.size();
    }
    return sum;
}

// It does not know which of what it has said was taken.
void World::leave()
{
    if (!client_) return;
    auto sas = client_->sas;
    for (auto& one : sas) {
        one.next_id -= std::min(one.next_id, 1U);
        for (int i = 0; i < 9; ++i) {
            from_client(
                client_->request(one, ike::ExchangeType::informational, {ike::DeletedIkeSa{}}));
        }
    }
}

void World::serves_a_clean_client()
{
    at_ike_auth_in_fragments();
    forget_what_was_sent();
    for (const Octets& part : next) {
        from_client(part);
    }
    ASSERT_EQ(opened_.size(), 1) << "in fragments";
    at_eap_authentication();
    ASSERT_FALSE(say(next.front()).empty());
    ASSERT_EQ(opened_.size(), 1) << "by EAP";
    log_in();
    forget_what_was_sent();
    datagram(path_, true, packet_of(ping(), esp::next_header_ipv4, {}));
    ASSERT_EQ(sent_.size(), 1) << "no answer to a ping";
    is_lossy_ = false;
    from_client(client_->rekey_child(sa(), nonce()));
    ASSERT_EQ(opened_.size(), 1) << "a Child SA";
    from_client(client_->rekey_ike(sa(), nonce()));
    ASSERT_EQ(client_->sas.size(), 1) << "an IKE SA";
    client_->answered = {1};
    from_client(inform({}));
    EXPECT_TRUE(client_->answered.empty()) << "liveness";
    from_client(inform({ike::DeletedIkeSa{}}));
    EXPECT_EQ(closed_.size(), 2);
    is_lossy_ = true;
}

void World::remembers_nobody()
{
    wakes_ = 0;
    pass(std::chrono::hours{25});
    EXPECT_TRUE(responder_->is_idle());
    EXPECT_FALSE(wake_) << "a timer is left";
    EXPECT_EQ(leases_->held(), 0);
    EXPECT_EQ(places_->taken("IKEv2"), 0);
    EXPECT_EQ(traffic_.size(), 0);
}

}  // namespace gateway::mangled
