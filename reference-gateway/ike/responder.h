// The IKE responder: IKE_SA_INIT up to agreed keys, IKE_AUTH by certificates with a Child SA (RFC
// 7296, Section 1.2), and what an established client asks afterwards (Section 1.4).
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/network.h"
#include "base/random.h"
#include "ike/agenda.h"
#include "ike/core.h"
#include "ike/create_child_sa_request.h"
#include "ike/delete_payload.h"
#include "ike/sa_table.h"
#include "ike/seams.h"

namespace gateway::ike {

// Whom the gateway believes, and how it proves itself. Without them nobody is let in.
struct Credentials {
    std::shared_ptr<const crypto::TrustedRoots> roots;
    std::shared_ptr<const crypto::SigningKey> key;
    std::vector<Octets> chain;  // the gateway's certificates in DER, its own first
    Identification identification;
    std::shared_ptr<const eap::Settings> eap = {};  // none: EAP is not spoken
    // Nothing is signed for a client that allows it (RFC 5998), where a method is safe without. Some
    // allow it to every gateway, and then believe none of them: it is the operator's to choose.
    bool eap_only = false;
};

// What clients reach, and under which addresses.
struct Network {
    // An address for this subject, 4 octets or 16; nothing when there is none left.
    std::function<std::optional<Octets>(const std::string& subject, Family family)> lease =
        [](const auto&, Family) { return std::nullopt; };
    std::function<void(const Octets& address)> release = [](const auto&) {};
    // A place for one session more, which is given back when it ends; false when all are taken.
    std::function<bool()> admit = [] { return true; };
    std::function<void()> leave = [] {};
    // What the data plane knows of the Child SA that receives under this SPI.
    std::function<std::optional<ChildUse>(std::uint32_t inbound)> use =
        [](auto) { return std::nullopt; };
    bool plain_esp = false;    // whether it can be had: ESP that no UDP carries
    TrafficSelectors served;   // what lies behind the gateway
    std::vector<Octets> dns;
};

struct Settings {
    Rows rows;
    std::function<std::string(const policy::Tuple&)> slug;  // how events name a row
    Limits limits;
    IpsecRows ipsec_rows = {};
    std::optional<Credentials> credentials = {};
    Network network = {};
    Upkeep upkeep = {};
};

// An SA that CREATE_CHILD_SA makes, once it is known which: of one kind or the other. What the peer
// says of it is in the request, whoever asked.
struct Creation {
    CreateChildSaRequest request;
    std::optional<SelectedChild> child;
    ChildNegotiation selectors;
    std::optional<SelectedProposal> ike;

    [[nodiscard]] std::uint16_t group() const;  // of its key exchange; 0: none
};

// Without payloads.
[[nodiscard]] Response response_to(const IkeSa& sa, const Arrival& arrival);
// An IKE SA in the place of this, of the same peer; without SPIs and keys.
[[nodiscard]] IkeSa successor_of(const IkeSa& sa, const SelectedProposal& selected);
[[nodiscard]] Octets octets_of(std::uint64_t spi);
// Whether what the gateway made, with this lowest nonce, is to give way to the peer's.
[[nodiscard]] bool loses(const Octets& lowest_nonce, const Rival& rival);
// Of the client's own addresses, any protocol.
[[nodiscard]] TrafficSelectors selectors_of(const std::vector<Octets>& addresses);

class Responder final : public Core {
public:
    Responder(Settings settings, Seams seams, Random& random);

    Actions on_datagram(const Datagram& datagram, Instant now) override;
    Actions on_computed(const Computed& computed, Instant now) override;
    Actions on_wake(Instant now) override;

    // How many IKE SAs there are.
    [[nodiscard]] std::size_t size() const noexcept { return sas_.size(); }
    [[nodiscard]] std::size_t child_size() const noexcept { return child_spis_.size(); }
    // Nothing is kept for anybody.
    [[nodiscard]] bool is_idle() const noexcept;

private:
    // What a request that is being computed will be answered with and where.
    struct Waiting {
        Arrival arrival;  // its message is not kept
        std::optional<Creation> creation = {};
    };

    // A computation for a request of the gateway's own: before it is sent, or with its answer.
    struct OwnWork {
        std::uint64_t own_spi = 0;
        std::optional<Creation> answer = {};
    };

    void on_arrival(const Arrival& arrival, Instant now, Actions& actions);
    [[nodiscard]] IkeSa* sa_of(const Header& header);
    // The last thing that is done about anything that comes.
    void look_after(std::uint64_t spi, Instant now, Actions& actions);
    void on_ike_sa_init(const Arrival& arrival, Instant now, Actions& actions);
    void begin(const Negotiation& negotiation, Instant now, Actions& actions);
    void on_agreed(IkeSa& sa, const Arrival& arrival, const std::optional<crypto::Agreed>& agreed,
                   Actions& actions);
    void on_protected(const Arrival& arrival, Instant now, Actions& actions);
    void on_fragment(IkeSa& sa, const Arrival& arrival, const Chain& outside, Instant now,
                     Actions& actions);
    void on_answer_fragment(IkeSa& sa, const Arrival& arrival, const Chain& outside, Instant now,
                            Actions& actions);
    // Keeps it, unless a rule forbids that.
    [[nodiscard]] FragmentQueue::Outcome keep_fragment(FragmentQueue& queue, const IkeSa& sa,
                                                       const Arrival& arrival,
                                                       const Chain& outside, Instant now,
                                                       Actions& actions) const;
    // That response is wanted again, though this is not octet by octet what asked for it.
    [[nodiscard]] bool is_first_fragment_again(const IkeSa& sa, const Arrival& arrival) const;
    void serve(IkeSa& sa, const Arrival& arrival, const Chain& outside, View inside, Instant now,
               Actions& actions);

    void on_ike_auth(IkeSa& sa, const Arrival& arrival, const Chain& outside,
                     const std::optional<Chain>& inside, Instant now, Actions& actions);
    // Nothing: the client claims nothing that could be proved.
    [[nodiscard]] std::optional<crypto::MutualProof> proof_of(const IkeSa& sa) const;
    // To be done elsewhere; the request is answered when it has been.
    void wait_for(IkeSa& sa, const Arrival& arrival, decltype(Compute::work) work, Actions& actions);
    void on_proven(IkeSa& sa, const Arrival& arrival, const std::optional<crypto::Proven>& proven,
                   Instant now, Actions& actions);
    void refuse_authentication(IkeSa& sa, const Arrival& arrival, const Refusal& refusal,
                               Instant now, Actions& actions);
    void admit(IkeSa& sa, const Arrival& arrival, const crypto::Proven& proven, Instant now,
               Actions& actions);
    // Whether there was one; else the client is refused.
    [[nodiscard]] bool find_a_place(IkeSa& sa, const Arrival& arrival, Instant now,
                                    Actions& actions);
    // IDr, CERT and AUTH, or AUTH alone at the end of EAP.
    [[nodiscard]] std::vector<Payload> own_proof(const IkeSa& sa, View signature) const;

    [[nodiscard]] bool wants_eap(const IkeSa& sa) const;
    void begin_eap(IkeSa& sa, const Arrival& arrival, Instant now, Actions& actions);
    void on_eap_turn(IkeSa& sa, const Arrival& arrival, const std::optional<Chain>& inside,
                     Instant now, Actions& actions);
    void on_eap_computed(IkeSa& sa, const Arrival& arrival, const Computed& computed, Instant now,
                         Actions& actions);
    // Behind these payloads.
    void answer_eap(IkeSa& sa, const Arrival& arrival, std::vector<Payload> payloads,
                    eap::Outcome outcome, Instant now, Actions& actions);
    [[nodiscard]] crypto::Proven proven_by_eap(const IkeSa& sa, const EapTurn& turn) const;
    void replace_others_of(const IkeSa& sa, Instant now, Actions& actions);

    void open_first_child(IkeSa& sa, const Arrival& arrival, const IkeAuthRequest& claims,
                          Response& response, Actions& actions);
    [[nodiscard]] ChildSa child_of(const IkeSa& sa, const SelectedChild& selected,
                                   const Octets& nonces, std::uint32_t inbound_spi) const;
    void keep(IkeSa& sa, const ChildSa& child, const SelectedChild& selected,
              std::optional<std::uint16_t> group);
    void discard(IkeSa& sa, std::uint32_t inbound_spi, Actions& actions);
    [[nodiscard]] std::uint32_t fresh_child_spi();

    void on_request_within(IkeSa& sa, const Arrival& arrival, const Chain& outside,
                           const std::optional<Chain>& inside, Instant now, Actions& actions);
    // What a Delete asks for; true: for the IKE SA itself.
    void on_create_child_sa(IkeSa& sa, const Arrival& arrival, CreateChildSaRequest request,
                            Instant now, Actions& actions);
    [[nodiscard]] ChildNegotiation selectors_for(const IkeSa& sa, const SelectedChild& selected,
                                                 const CreateChildSaRequest& request) const;
    void create(IkeSa& sa, const Arrival& arrival, const Creation& creation,
                const std::optional<crypto::Agreed>& agreed, Instant now, Actions& actions);
    void create_child(IkeSa& sa, const Arrival& arrival, const Creation& creation,
                      const Octets& nonce, const std::optional<crypto::Agreed>& agreed,
                      Actions& actions);
    void create_ike_sa(IkeSa& sa, const Arrival& arrival, const Creation& creation,
                       const Octets& nonce, const crypto::Agreed& agreed, Instant now,
                       Actions& actions);
    void refuse_within(IkeSa& sa, const Arrival& arrival, const Refusal& refusal, Instant now,
                       Actions& actions);
    [[nodiscard]] bool carry_out(IkeSa& sa, const DeleteRequests& deletes, Response& response,
                                 Actions& actions);
    void answer_within(IkeSa& sa, const Arrival& arrival, Response response, Actions& actions);
    // Wherever it comes from: its sender may have moved since it was sent first.
    [[nodiscard]] Octets identity_within(const Arrival& arrival) const;
    void end(IkeSa& sa, Instant now, Actions& actions);
    void let_go(const IkeSa& sa, Actions& actions);

    // Upkeep: responder_upkeep.cpp.
    void begin_upkeep(IkeSa& sa, Instant now);
    void heard(IkeSa& sa, const Arrival& arrival, Instant now, Actions& actions);
    void move(IkeSa& sa, const Path& path, bool on_nat_t_port, Actions& actions);
    void tend(IkeSa& sa, Instant now, Actions& actions);
    void want_what_is_due(IkeSa& sa, Instant now, Actions& actions);
    [[nodiscard]] std::optional<Instant> next_look_at(const IkeSa& sa, Instant now) const;
    [[nodiscard]] Instant last_heard(const IkeSa& sa) const;
    [[nodiscard]] Instant jittered(Instant most);

    // Requests of the gateway's own: responder_own.cpp.
    void begin_next(IkeSa& sa, Instant now, Actions& actions);
    void ask(IkeSa& sa, ExchangeType exchange, std::vector<Payload> payloads, Instant now,
             Actions& actions);
    void say(const IkeSa& sa, const std::vector<Octets>& messages, Actions& actions) const;
    void on_response(IkeSa& sa, const Arrival& arrival, Instant now, Actions& actions);
    void on_answer(IkeSa& sa, const Arrival& arrival, std::uint8_t first_inside, View inside,
                   Instant now, Actions& actions);
    void on_own_computed(const OwnWork& work, const std::optional<crypto::Agreed>& agreed,
                         Instant now, Actions& actions);

    // CREATE_CHILD_SA of the gateway's own: responder_rekey.cpp. False: there is nothing to do.
    [[nodiscard]] bool begin_rekey(IkeSa& sa, const Errand& errand, Actions& actions, Instant now);
    void ask_for_another(IkeSa& sa, const Octets& public_value, Instant now, Actions& actions);
    void on_rekey_answer(IkeSa& sa, const Chain& chain, Instant now, Actions& actions);
    void on_rekey_refused(IkeSa& sa, const Errand& errand, NotifyType why,
                          std::optional<std::uint16_t> group, Instant now, Actions& actions);
    [[nodiscard]] std::optional<Creation> accepted(const IkeSa& sa,
                                                   CreateChildSaRequest answer) const;
    void finish_rekey(IkeSa& sa, const Creation& answer,
                      const std::optional<crypto::Agreed>& agreed, Instant now, Actions& actions);
    void finish_child(IkeSa& sa, const Errand& errand, const OwnRekey& rekey,
                      const Creation& answer, const Octets& secret, Actions& actions);
    void finish_ike_sa(IkeSa& sa, const OwnRekey& rekey, const Creation& answer,
                       const Octets& secret, Instant now, Actions& actions);
    // Nothing: not again.
    void give_up_rekey(IkeSa& sa, std::optional<Instant> retry_at);
    OwnRekey drop_rekey(IkeSa& sa);

    // MOBIKE: responder_mobike.cpp.
    void attend_to_addresses(IkeSa& sa, const Arrival& arrival, const Chain& chain,
                             Response& response, Actions& actions);
    void on_address_checked(IkeSa& sa, const Chain& chain, Instant now, Actions& actions);

    // Two ends that rekey the same SA: responder_collision.cpp.
    [[nodiscard]] bool collides(const IkeSa& sa, const CreateChildSaRequest& request,
                                bool is_for_an_ike_sa) const;
    [[nodiscard]] bool is_rekeying(const IkeSa& sa, Purpose purpose, std::uint32_t child) const;
    void note_rekeyed_by_peer(IkeSa& sa, std::uint32_t old_outbound, std::uint32_t made,
                              const Octets& lowest_nonce);
    void inherit(IkeSa& from, IkeSa& to, Instant now);
    void supersede(IkeSa& sa, Instant now);
    void hand_over_to_rival(IkeSa& sa, Instant now);

    // One message, or its fragments.
    [[nodiscard]] std::vector<Octets> sealed(const IkeSa& sa, const Arrival& arrival,
                                             const Response& message);
    void answer_again(const std::vector<Octets>& response, const Arrival& arrival,
                      Actions& actions) const;
    [[nodiscard]] std::optional<Instant> next_wake() const;
    void refuse(const Refusal& refusal, const Arrival& arrival, Actions& actions);
    void send(Octets message, const Arrival& arrival, Actions& actions) const;
    [[nodiscard]] std::uint64_t fresh_spi();
    [[nodiscard]] Octets random_octets(std::size_t size);

    Settings settings_;
    Seams seams_;
    Random& random_;
    CookieJar cookies_;
    SaTable sas_;
    FragmentQueue fragments_, answer_fragments_;  // of requests and responses; by own SPI
    std::unordered_set<std::uint32_t> child_spis_;               // inbound, of all Child SAs
    std::unordered_map<std::uint64_t, Waiting> waiting_;  // by own SPI, which is the ticket
    std::unordered_map<std::uint64_t, OwnWork> own_work_;  // by ticket, which is nobody's SPI
    Agenda agenda_;
};

}  // namespace gateway::ike
