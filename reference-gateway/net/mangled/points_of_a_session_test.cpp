// Requests of either side within a session, and ESP.
#include <utility>

#include "net/mangled/world.h"

namespace gateway::mangled {
namespace {

ike::Payload notify(ike::NotifyType type, Octets data = {})
{
    return ike::Notify{type, std::move(data)};
}

}  // namespace

Octets World::nonce()
{
    Octets octets(32);
    random_.fill(octets);
    return octets;
}

Octets World::inform(std::vector<ike::Payload> payloads)
{
    return client_->request(sa(), ike::ExchangeType::informational, std::move(payloads));
}

std::vector<ike::Payload> World::child_request(std::uint16_t group)
{
    std::vector<ike::Payload> payloads{
        ike::SelectedChildProposal{{1, 0, client_->esp, group, false, false, false}, ++child_spi_},
        ike::Nonce{nonce()}};
    if (group != 0) {
        Octets point(32);
        point.front() = 9;
        payloads.emplace_back(ike::KeyShare{group, point});
    }
    payloads.emplace_back(ike::SelectorsOfInitiator{client_->everything});
    payloads.emplace_back(ike::SelectorsOfResponder{client_->everything});
    return payloads;
}

void World::at_new_child()
{
    log_in();
    next = {client_->request(sa(), ike::ExchangeType::create_child_sa, child_request(0))};
}

void World::at_new_child_with_key_exchange()
{
    log_in();
    next = {client_->request(sa(), ike::ExchangeType::create_child_sa, child_request(31))};
}

void World::at_child_rekey()
{
    log_in();
    next = {client_->rekey_child(sa(), nonce())};
}

void World::at_ike_rekey()
{
    log_in();
    next = {client_->rekey_ike(sa(), nonce())};
}

void World::at_request_in_fragments()
{
    at_child_rekey();
    const auto keys = keys_of(next.front());
    const auto whole = ike::unseal(algorithms(), *keys, next.front());
    next = ike::seal_in_parts(algorithms(), *keys, *whole, 3, random_);
}

void World::at_child_delete()
{
    log_in();
    next = {inform({ike::DeletedChildren{{sa().children.front().inbound}}})};
}

void World::at_ike_delete()
{
    log_in();
    next = {inform({ike::DeletedIkeSa{}})};
}

void World::at_liveness()
{
    log_in();
    next = {inform({})};
}

void World::at_mobike_update()
{
    log_in();
    next = {inform({notify(ike::NotifyType::update_sa_addresses),
                    notify(ike::NotifyType::nat_detection_source_ip, Octets(20, 1)),
                    notify(ike::NotifyType::nat_detection_destination_ip, Octets(20, 2)),
                    notify(ike::NotifyType::no_nats_allowed, Octets(12, 3)),
                    notify(ike::NotifyType::cookie2, Octets(16, 4))})};
}

void World::at_request_in_a_rekeyed_sa()
{
    log_in();
    is_lossy_ = false;
    from_client(client_->rekey_ike(sa(), nonce()));
    is_lossy_ = true;
    ASSERT_EQ(client_->sas.size(), 1);
    next = {client_->rekey_child(sa(), nonce())};
}

void World::at_request_in_the_gateways_sa()
{
    shorten_lives(false, true);
    log_in();
    is_lossy_ = false;
    for (int i = 0; i < 600 && sa().is_initiator; ++i) {
        pass(seconds{1});
    }
    is_lossy_ = true;
    ASSERT_FALSE(sa().is_initiator);
    next = {client_->rekey_child(sa(), nonce())};
}

void World::at_answer_to_liveness()
{
    log_in();
    wait_for_the_gateway();
}

void World::at_answer_to_address_check()
{
    log_in();
    const Octets update = inform({notify(ike::NotifyType::update_sa_addresses)});
    is_lossy_ = false;
    holds_back_ = true;
    datagram({path_.local, {{192, 0, 2, 66}, 4001}}, false, update);
    is_lossy_ = true;
    holds_back_ = false;
    ASSERT_EQ(next.size(), 1);
}

void World::at_answer_to_child_rekey()
{
    shorten_lives(true, false);
    log_in();
    wait_for_the_gateway();
}

void World::at_answer_in_fragments()
{
    shorten_lives(true, false);
    log_in();
    client_->longest_answer = 150;
    wait_for_the_gateway();
    ASSERT_GT(next.size(), 1);
}

void World::at_answer_to_ike_rekey()
{
    shorten_lives(false, true);
    log_in();
    wait_for_the_gateway();
}

void World::at_answer_to_child_delete()
{
    shorten_lives(true, false);
    log_in();
    be_refused_for(minutes{9});
    wait_for_the_gateway();
}

void World::at_answer_to_ike_delete()
{
    shorten_lives(false, true);
    log_in();
    be_refused_for(minutes{9});
    wait_for_the_gateway();
}

void World::at_crossing_child_rekey()
{
    shorten_lives(true, false);
    log_in();
    lose_what_the_gateway_asks();
    client_->keeps_old_sas = true;
    next = {client_->rekey_child(sa(), nonce())};
}

void World::at_crossing_ike_rekey()
{
    shorten_lives(false, true);
    log_in();
    lose_what_the_gateway_asks();
    client_->keeps_old_sas = true;
    next = {client_->rekey_ike(sa(), nonce())};
}

void World::at_traffic()
{
    log_in();
    next = {packet_of(ping(), esp::next_header_ipv4, {})};
}

}  // namespace gateway::mangled
