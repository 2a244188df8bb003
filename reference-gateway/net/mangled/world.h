// All of the gateway that is not a socket, and one client after the other, who stops in the midst
// of its conversation: what it would say next is there to be spoilt.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "admission/admission.h"
#include "crypto/tls_test_client.h"
#include "eap/tls_fragment.h"
#include "ike/child_traffic.h"
#include "ike/mobike.h"
#include "ike/responder_and_client.h"
#include "ike/test_logins.h"
#include "ike/unsealed.h"
#include "inside/echo_host.h"
#include "leases/leases.h"

namespace gateway::mangled {

using std::chrono::minutes;
using std::chrono::seconds;

class World : public ike::ResponderAndClient {
public:
    World();

    // The client's own next messages, all that its keys are for, and what it says at once when an
    // answer to the gateway is held back.
    std::vector<Octets> next;

    // Where a client may stop. What went before has worked.
    void at_ike_sa_init();
    void at_ike_auth();
    void at_ike_auth_in_fragments();
    void at_eap_begin();
    void at_eap_nak();
    void at_eap_password();
    void at_eap_acknowledgment();
    void at_eap_authentication();
    void at_eap_tls_hello();
    void at_eap_tls_certificate();
    void at_new_child();
    void at_new_child_with_key_exchange();
    void at_child_rekey();
    void at_ike_rekey();
    void at_request_in_fragments();
    void at_child_delete();
    void at_ike_delete();
    void at_liveness();
    void at_mobike_update();
    void at_request_in_a_rekeyed_sa();
    void at_request_in_the_gateways_sa();
    void at_answer_to_liveness();
    void at_answer_to_address_check();
    void at_answer_to_child_rekey();
    void at_answer_in_fragments();
    void at_answer_to_ike_rekey();
    void at_answer_to_child_delete();
    void at_answer_to_ike_delete();
    void at_crossing_child_rekey();
    void at_crossing_ike_rekey();
    void at_traffic();

    // A client that does nothing wrong, from its first message to its last.
    void serves_a_clean_client();
    // Every client is gone, and with them all that was kept for them.
    void remembers_nobody();
    // Of the IKE SA that there is now, or one that was rekeyed.
    void leave();
    // What comes of a datagram, whoever it is from.
    void datagram(const Path& path, bool on_nat_t_port, const Octets& octets);

    // The sender's keys of a message of the present client; nothing where it has none.
    [[nodiscard]] std::optional<ike::Keys> keys_of(View message) const;
    [[nodiscard]] ike::Algorithms algorithms() const { return *ike::algorithms_of(tuple_); }
    // One that answers a request of this number, among what was sent last.
    [[nodiscard]] bool has_answered(View message, std::uint32_t id) const;
    [[nodiscard]] std::size_t sent_octets() const;
    [[nodiscard]] std::size_t sessions() const { return responder_->size(); }
    [[nodiscard]] const Path& path() const { return path_; }
    void pass(Instant time);
    void forget_what_was_sent();
    // Lengths of what the client's first Child SA carries, and the seams to carry it wrongly.
    [[nodiscard]] Octets packet_of(View inner, std::uint8_t next_header, esp::OutboundSeams seams);
    [[nodiscard]] Octets ping() const;
    [[nodiscard]] std::size_t dropped_packets() const { return dropped_packets_; }

private:
    void begin();
    void log_in();
    void log_in_by_eap(std::uint8_t type);
    // Until it asks for something; the answer is in `next`.
    void wait_for_the_gateway();
    void lose_what_the_gateway_asks();
    void be_refused_for(Instant time);
    [[nodiscard]] Octets say(const Octets& message);
    [[nodiscard]] Octets eap_request(const Octets& answer);
    [[nodiscard]] Octets eap_turn(std::uint8_t type, View data);
    void hear_tls_flight();
    [[nodiscard]] ike::LivingClient::Sa& sa() { return client_->sas.back(); }
    [[nodiscard]] Octets inform(std::vector<ike::Payload> payloads);
    [[nodiscard]] std::vector<ike::Payload> child_request(std::uint16_t group);
    [[nodiscard]] Octets nonce();
    void remember_keys();
    void shorten_lives(bool of_children, bool of_ike_sas);
    void from_client(const Octets& message) override;
    void see(const ike::Actions& actions) override;

    policy::Tuple tuple_ = ike::gcm_31;
    std::uint64_t spi_ = 0x1000;
    std::uint32_t child_spi_ = 0xd0000000;
    bool holds_back_ = false;
    Octets msk_, eap_request_, heard_;
    std::map<std::uint64_t, ike::Keys> keys_;  // by the initiator's SPI; sk_ei is the client's
    bool has_short_lives_ = false;
    std::uint64_t packets_ = 0;
    std::unique_ptr<crypto::TlsTestClient> tls_;
    std::shared_ptr<leases::LeaseTable> leases_;
    std::shared_ptr<admission::Places> places_;
    ike::ChildTraffic traffic_{random_};
    inside::EchoHost echo_;
    ike::ChildSa own_child_;
    std::size_t dropped_packets_ = 0;
};

}  // namespace gateway::mangled
