// A well-behaved IKEv2 initiator whose next message can be taken, altered, then sent. RFC 7296, Sections 1.2, 2.1, 2.6, 2.23.
//
// It answers a COOKIE, tries again in silence, and finishes an accepted IKE_SA_INIT with an IKE_AUTH that must fail, so
// that no half-open SA stays behind.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "core/bench.h"
#include "crypto/key_exchange.h"
#include "peers/ike/answer.h"
#include "peers/ike/encrypted.h"

namespace conformance::peers::ike {

enum class Port { ike, nat_t };

// How the IKE_AUTH of an unknown identity ended.
struct Conclusion {
    Answer answer;
    bool sent = false;    // keys could be derived, and the request was sent
    bool opened = false;  // the answer's Encrypted payload verified under our keys
    std::vector<wire::ike::Payload> inside;

    [[nodiscard]] const wire::ike::Notify* notify(wire::ike::NotifyType type) const;
    [[nodiscard]] bool is_refusal() const;  // some error notify stands inside
    // The first payload of the type, where it could be read.
    template <class T>
    [[nodiscard]] const T* body(wire::ike::PayloadType type) const
    {
        for (const auto& one : inside) {
            if (one.is(type)) { return std::get_if<T>(&one.body); }
        }
        return nullptr;
    }
};

class Initiator {
   public:
    explicit Initiator(Bench& bench, Port port = Port::ike);

    // SA, KE for `ke_group`, Nonce, and both NAT detection notifies.
    [[nodiscard]] wire::ike::Message ike_sa_init(wire::ike::SecurityAssociation offer, std::uint16_t ke_group);
    [[nodiscard]] wire::ike::Message ike_sa_init(const catalog::IkeRow& row);

    // Sends and waits; a COOKIE is returned as the first payload of the same request.
    [[nodiscard]] Answer exchange(wire::ike::Message request);
    // Without a retransmission: for requests that should meet silence.
    [[nodiscard]] Answer exchange_once(wire::ike::Message request);
    // The same, but a COOKIE is returned. `touch` is the last to alter each message: lengths lie about the whole of it.
    using Touch = void (*)(wire::ike::Message&);
    [[nodiscard]] Answer exchange_briefly(wire::ike::Message request, Touch touch = nullptr);
    // Octets as they are, non-ESP marker included if there is to be one.
    [[nodiscard]] Answer send_raw(View octets, bool again_in_silence);
    // The frames of what comes within `patience` and equals `answer`; other datagrams are let go.
    [[nodiscard]] std::vector<unsigned> copies_of(const Answer& answer, Duration patience);
    // The last request once more, octet by octet.
    [[nodiscard]] Answer repeat();

    // Sends and does not wait: for what several initiators do at once. Then the answer that is there, or comes in time.
    void send(const wire::ike::Message& request);
    [[nodiscard]] Answer listen(Duration patience);

    // IKE_AUTH of an identity nobody knows, after `answer` accepted the last request. `extra` goes inside SK.
    [[nodiscard]] Conclusion conclude(const Answer& answer, std::vector<wire::ike::Payload> extra = {});
    // The same, for an answer that is awaited once: a courtesy that leaves no SA half open.
    [[nodiscard]] Conclusion conclude_once(const Answer& answer) { return conclude(answer, {}, false); }
    // That IKE_AUTH request, to be altered; and any request under the keys of `answer`.
    [[nodiscard]] wire::ike::Message ike_auth(const Answer& answer);
    [[nodiscard]] Conclusion exchange_protected(const Answer& answer, const wire::ike::Message& request, bool again_in_silence,
                                                Padding padding = Padding::fewest);
    [[nodiscard]] Conclusion exchange_protected(const IkeKeys& keys, const wire::ike::Message& request, bool again_in_silence,
                                                Padding padding = Padding::fewest);
    // The same request, sealed by the caller, in fragments or not.
    [[nodiscard]] Conclusion exchange_sealed(const IkeKeys& keys, const wire::ike::Message& request, const std::vector<Octets>& messages,
                                             bool again_in_silence);
    // Messages that were sent before: what was heard before is an answer too.
    [[nodiscard]] Conclusion ask_again(const IkeKeys& keys, const std::vector<Octets>& messages, bool again_in_silence);
    // The last request once more, octet for octet.
    [[nodiscard]] Conclusion repeat_protected(const IkeKeys& keys);
    // From here on a request that would make a longer IP datagram goes out in fragments: RFC 7383.
    void fragment_beyond(std::size_t ip_datagram) { longest_datagram_ = ip_datagram; }
    // Sends and does not wait; and one more message under the keys, with what was sent before still unanswered.
    unsigned send_protected(const IkeKeys& keys, const wire::ike::Message& message);
    // A request, for what several initiators do at once; then its answer, which is asked for again in silence.
    void send_request(const IkeKeys& keys, const wire::ike::Message& request);
    [[nodiscard]] Conclusion answer_to_request(const IkeKeys& keys);
    [[nodiscard]] Conclusion listen_protected(const IkeKeys& keys, Duration patience);
    // What follows from an accepted answer to the last request; nothing where the prober has no algorithm for it.
    [[nodiscard]] std::optional<IkeKeys> keys_for(const Answer& answer);
    // The length of a Key Exchange payload's data in this group, where the prober computes in it.
    [[nodiscard]] static std::size_t public_octets(std::uint16_t group);
    // An exchange, then its conclusion when it was accepted: a courtesy, for which an answer is awaited once.
    [[nodiscard]] Answer negotiate(wire::ike::Message request);

    // Anything at all, beside IKE.
    unsigned send_datagram(View octets) { return link_->send(octets); }
    [[nodiscard]] Received receive_datagram(Duration patience) { return link_->receive(patience); }
    [[nodiscard]] Port port() const { return port_; }
    // From another port of ours from here on. The Link that was used before.
    std::unique_ptr<Link> change_port();

    [[nodiscard]] Endpoint local() const { return link_->local(); }
    [[nodiscard]] Endpoint remote() const { return link_->remote(); }
    [[nodiscard]] std::uint64_t spi() const { return spi_; }
    // Another SPI or nonce than the one drawn, from the next IKE_SA_INIT request on.
    void assume_spi(std::uint64_t spi) { spi_ = spi; }
    [[nodiscard]] const Octets& nonce() const { return nonce_; }
    void assume_nonce(Octets nonce) { nonce_ = std::move(nonce); }
    // A key of ours that others use too: RFC 7296, Section 2.12, permits it.
    void share_key(std::uint16_t group, std::shared_ptr<crypto::KeyExchange> key) { key_exchanges_[group] = std::move(key); }
    // What is taken for the shared secret, made from that of our own public value.
    using Secret = std::function<Octets(Octets)>;
    void assume_secret(Secret secret) { secret_ = std::move(secret); }
    [[nodiscard]] Octets with_marker(View message) const;
    // The last message sent, its marker left out.
    [[nodiscard]] Octets last_message() const;

   private:
    void remember(const wire::ike::Message& request);
    void let_copies_go();
    [[nodiscard]] Answer send_all(std::vector<Octets> datagrams, bool again_in_silence);
    [[nodiscard]] bool keep_fragment(const Octets& message, Answer& answer);
    [[nodiscard]] std::vector<Octets> sealed(const wire::ike::Message& request, const IkeKeys& keys, Padding padding);
    [[nodiscard]] Answer exchange(wire::ike::Message request, bool again_in_silence, Touch touch);
    [[nodiscard]] Answer await(Answer answer, Duration patience);
    [[nodiscard]] bool read(const Received& received, Answer& answer);
    [[nodiscard]] bool is_stray(const wire::ike::Message& message) const;
    [[nodiscard]] Octets public_value(std::uint16_t group);
    void keep_keys(const IkeKeys& keys, std::uint64_t responder_spi);
    [[nodiscard]] Conclusion opened(Answer answer, const IkeKeys& keys);
    [[nodiscard]] Conclusion conclude(const Answer& answer, std::vector<wire::ike::Payload> extra, bool again_in_silence);

    Bench& bench_;
    Port port_;
    std::unique_ptr<Link> link_;
    std::uint64_t spi_ = 0;
    Octets nonce_;
    std::map<std::uint16_t, std::shared_ptr<crypto::KeyExchange>> key_exchanges_;
    Secret secret_ = [](Octets own) { return own; };
    std::vector<Octets> last_sent_;      // the last request's datagrams
    std::size_t longest_datagram_ = 0;   // 0: no fragments
    unsigned last_frame_ = 0;
    std::uint8_t awaited_exchange_ = 0;
    std::string last_key_;         // as kept in the notebook
    std::vector<Octets> heard_;    // answers to earlier requests of this initiator
};

// NAT detection: SHA-1 over SPIs, address and port. RFC 7296, Section 2.23.
[[nodiscard]] Octets nat_detection_hash(std::uint64_t initiator_spi, std::uint64_t responder_spi,
                                        const Endpoint& endpoint);

}  // namespace conformance::peers::ike
