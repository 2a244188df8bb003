// The IKE responder: IKE_SA_INIT up to agreed keys, IKE_AUTH by certificates with a Child SA (RFC
// 7296, Section 1.2), and what an established client asks afterwards (Section 1.4).
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/random.h"
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
};

// What clients reach, and under which addresses.
struct Network {
    // An address for this subject, 4 octets; nothing when there is none left.
    std::function<std::optional<Octets>(const std::string& subject)> lease =
        [](const auto&) { return std::nullopt; };
    std::function<void(const Octets& address)> release = [](const auto&) {};
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
};

// An SA that CREATE_CHILD_SA asks for, once it is known which: of one kind or the other.
struct Creation {
    CreateChildSaRequest request;
    std::optional<SelectedChild> child;
    ChildNegotiation selectors;
    std::optional<SelectedProposal> ike;

    [[nodiscard]] std::uint16_t group() const;  // of its key exchange; 0: none
};

// Without payloads.
[[nodiscard]] Response response_to(const IkeSa& sa, const Arrival& arrival);
// Of the client's own addresses, any protocol.
[[nodiscard]] TrafficSelectors selectors_of(const std::vector<Octets>& addresses);

class Responder final : public Core {
public:
    Responder(Settings settings, Seams seams, Random& random);

    Actions on_datagram(const Datagram& datagram, Instant now) override;
    Actions on_computed(const Computed& computed, Instant now) override;
    Actions on_wake(Instant now) override;

private:
    // What a request that is being computed will be answered with and where.
    struct Waiting {
        Arrival arrival;  // its message is not kept
        std::optional<Creation> creation = {};
    };

    void on_arrival(const Arrival& arrival, Instant now, Actions& actions);
    void on_ike_sa_init(const Arrival& arrival, Instant now, Actions& actions);
    void begin(const Negotiation& negotiation, Instant now, Actions& actions);
    void on_agreed(IkeSa& sa, const Arrival& arrival, const std::optional<crypto::Agreed>& agreed,
                   Actions& actions);
    void on_protected(const Arrival& arrival, Instant now, Actions& actions);
    void on_fragment(IkeSa& sa, const Arrival& arrival, const Chain& outside, Instant now,
                     Actions& actions);
    // That response is wanted again, though this is not octet by octet what asked for it.
    [[nodiscard]] bool is_first_fragment_again(const IkeSa& sa, const Arrival& arrival) const;
    void serve(IkeSa& sa, const Arrival& arrival, const Chain& outside, View inside, Instant now,
               Actions& actions);

    void on_ike_auth(IkeSa& sa, const Arrival& arrival, const Chain& outside,
                     const std::optional<Chain>& inside, Instant now, Actions& actions);
    // Nothing: the client claims nothing that could be proved.
    [[nodiscard]] std::optional<crypto::MutualProof> proof_of(const IkeSa& sa) const;
    void on_proven(IkeSa& sa, const Arrival& arrival, const std::optional<crypto::Proven>& proven,
                   Instant now, Actions& actions);
    void refuse_authentication(IkeSa& sa, const Arrival& arrival, const Refusal& refusal,
                               Instant now, Actions& actions);
    void admit(IkeSa& sa, const Arrival& arrival, const crypto::Proven& proven, Instant now,
               Actions& actions);
    void replace_others_of(const IkeSa& sa, Instant now, Actions& actions);

    void open_first_child(IkeSa& sa, const Arrival& arrival, const IkeAuthRequest& claims,
                          Response& response, Actions& actions);
    [[nodiscard]] ChildSa child_of(const IkeSa& sa, const SelectedChild& selected,
                                   const Octets& nonces);
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
    void end(IkeSa& sa, Instant now, Actions& actions);
    void let_go(const IkeSa& sa, Actions& actions);

    // One message, or its fragments.
    [[nodiscard]] std::vector<Octets> sealed(const IkeSa& sa, const Arrival& arrival,
                                             const Response& response);
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
    FragmentQueue fragments_;  // by responder SPI
    std::unordered_set<std::uint32_t> child_spis_;               // inbound, of all Child SAs
    std::unordered_map<std::uint64_t, Waiting> waiting_;  // by responder SPI, which is the ticket
};

}  // namespace gateway::ike
