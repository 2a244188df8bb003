// Up to the end of IKE_AUTH.
#include "net/mangled/world.h"

namespace gateway::mangled {
namespace {

const ike::RawPayloadToSend fragments_supported{41, {0, 0, 0x40, 0x2e}};
const ike::RawPayloadToSend mobike_supported{41, {0, 0, 0x40, 0x0c}};
constexpr int eap_message = 48;
constexpr std::uint8_t nak = 3, tls = 13, mschapv2 = 26;

}  // namespace

void World::at_ike_sa_init()
{
    begin();
    next = {peer_.ike_sa_init({}, {fragments_supported})};
}

void World::at_ike_auth()
{
    at_ike_sa_init();
    ASSERT_TRUE(peer_.accepted(say(next.front())));
    remember_keys();
    auto payloads = everything(peer_);
    payloads.push_back(mobike_supported);
    next = {peer_.ike_auth(payloads)};
}

void World::at_ike_auth_in_fragments()
{
    at_ike_auth();
    const auto whole = ike::unseal(algorithms(), peer_.keys(), next.front());
    next = ike::seal_in_parts(algorithms(), peer_.keys(), *whole, 3, random_);
}

void World::log_in()
{
    at_ike_auth();
    ASSERT_FALSE(say(next.front()).empty());
    ASSERT_EQ(opened_.size(), 1);
    packets_ = 0;
    client_.emplace(peer_, tuple_, random_);
    client_->has_child(0xc0000001, own_child_.inbound_spi);
    next.clear();
}

void World::at_eap_begin()
{
    begin();
    ASSERT_TRUE(peer_.accepted(say(peer_.ike_sa_init())));
    remember_keys();
    next = {peer_.ike_auth(ike::everything_but_a_proof())};
}

Octets World::eap_request(const Octets& answer)
{
    types_inside(peer_, answer);
    ++peer_.message_id;
    return bodies_[eap_message];
}

void World::log_in_by_eap(std::uint8_t type)
{
    at_eap_begin();
    eap_request_ = eap_request(say(next.front()));
    ASSERT_GT(eap_request_.size(), 26);
    if (type == mschapv2) return;
    eap_request_ = eap_request(say(eap_turn(nak, Octets{tls})));
    tls_ =
        std::make_unique<crypto::TlsTestClient>(crypto::TestOffer{TLS1_2_VERSION, TLS1_3_VERSION});
    tls_->show(ike::alice.certificate_pem, ike::alice.key_pem);
}

Octets World::eap_turn(std::uint8_t type, View data)
{
    return peer_.ike_auth({{eap_message, ike::eap_response(eap_request_, type, data)}});
}

void World::at_eap_nak()
{
    log_in_by_eap(mschapv2);
    next = {eap_turn(nak, Octets{tls})};
}

void World::at_eap_password()
{
    log_in_by_eap(mschapv2);
    const auto login = ike::log_in_with("clientPass", eap_request_);
    msk_ = login.msk;
    next = {eap_turn(mschapv2, login.data)};
}

void World::at_eap_acknowledgment()
{
    at_eap_password();
    eap_request_ = eap_request(say(next.front()));
    ASSERT_FALSE(eap_request_.empty());
    next = {eap_turn(mschapv2, Octets{3})};
}

void World::at_eap_authentication()
{
    at_eap_acknowledgment();
    ASSERT_FALSE(eap_request(say(next.front())).empty());
    next = {peer_.ike_auth({{39, ike::authentication_by_key(algorithms().prf, msk_,
                                                            peer_.signed_by_us(ike::alice_id))}})};
}

void World::at_eap_tls_hello()
{
    log_in_by_eap(tls);
    eap::TlsFragment hello;
    hello.octets = tls_->feed({});
    next = {eap_turn(tls, eap::write_tls_fragment(hello))};
}

void World::hear_tls_flight()
{
    heard_.clear();
    eap_request_ = eap_request(say(next.front()));
    for (int i = 0; i < 20 && eap_request_.size() > 5; ++i) {
        const auto fragment = eap::parse_tls_fragment(View{eap_request_}.subspan(5));
        ASSERT_TRUE(fragment);
        heard_.insert(heard_.end(), fragment->octets.begin(), fragment->octets.end());
        if (!fragment->more) return;
        eap_request_ = eap_request(say(eap_turn(tls, Octets{0})));
    }
}

void World::at_eap_tls_certificate()
{
    at_eap_tls_hello();
    hear_tls_flight();
    eap::TlsFragment flight;
    flight.octets = tls_->feed(heard_);
    ASSERT_GT(flight.octets.size(), 100);
    next = {eap_turn(tls, eap::write_tls_fragment(flight))};
}

}  // namespace gateway::mangled
