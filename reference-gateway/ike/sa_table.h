// The IKE SAs there are, with the budget for those that nobody has authenticated.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/endpoint.h"
#include "base/instant.h"
#include "eap/authenticator.h"
#include "ike/fragment.h"
#include "ike/ike_auth_request.h"
#include "ike/key_schedule.h"
#include "ike/life.h"
#include "ike/nat_detection.h"
#include "ike/own_rekey.h"
#include "ike/response.h"
#include "ike/upkeep.h"

namespace gateway::ike {

struct Limits {
    FragmentLimits fragments = {};
    std::size_t half_open = 1000;
    std::size_t half_open_per_address = 200;
    std::size_t crowded_at = 64;  // from so many half-open SAs on, cookies are asked for
    Instant half_open_life = std::chrono::seconds{30};
    // How long a refused SA is remembered, to answer a repeated IKE_AUTH with the same octets.
    Instant closed_life = std::chrono::seconds{30};
    std::size_t closed = 4000;
    // Of an IKE SA whose client was refused its first Child SA, or asked for none.
    Instant childless_life = std::chrono::minutes{2};
    // Of an IKE SA that nobody has deleted.
    Instant established_life = std::chrono::hours{24};
};

// A Child SA, by its two SPIs, with what one in its place is asked for by.
struct Child {
    std::uint32_t inbound = 0, outbound = 0;
    policy::EspTuple tuple = {};
    bool extended_numbers = false;
    std::optional<std::uint16_t> group = {};  // of the last rekey; nothing: there was none
    TrafficSelectors remote = {}, local = {};
    Term term = {};
    bool superseded = false;  // another is in its place: whoever made that deletes this
};

// By EAP. Its end is not that of the authentication: AUTH payloads follow.
struct Login {
    eap::Authenticator authenticator;
    std::optional<eap::Proved> proved = {};
};

struct IkeSa {
    State state = State::computing;
    std::uint64_t initiator_spi = 0;
    std::uint64_t responder_spi = 0;
    bool begun_here = false;  // the gateway is its initiator: it has rekeyed another
    Octets peer_address;
    Octets request_identity;
    Octets request;  // the octets of IKE_SA_INIT: what the client signs
    std::vector<std::uint16_t> peer_hashes;  // RFC 7427
    SelectedProposal selected;
    Octets initiator_nonce;
    Octets responder_nonce;
    Octets response;  // to IKE_SA_INIT
    std::optional<Algorithms> algorithms;
    Keys keys;
    std::uint32_t next_message_id = 1;
    Octets last_identity;  // of the last protected request that was answered
    std::vector<Octets> last_response;  // one message, or its fragments
    bool supports_fragments = false;    // and so do we: RFC 7383
    std::size_t longest_fragment = 0;   // of those that came; 0: none
    std::optional<IkeAuthRequest> claims;  // while they are being proved
    std::shared_ptr<Login> login;          // while it goes on
    std::string subject;                   // whose SA it is, for people to read
    std::string person;                    // the same, unlike anybody else: for INITIAL_CONTACT
    std::vector<Octets> addresses;         // leased
    bool has_place = false;                // among as many sessions as there may be
    std::vector<Child> children;
    Instant until{};

    Path path;  // where to send to, and from where
    bool on_nat_t_port = false;
    Nat nat;
    bool mobike = false;
    Octets cookie2;         // what the peer must send back to show where it is
    Endpoint cookie2_went;  // where to
    Instant heard{};  // the last authentic message
    Term term;
    bool superseded = false;
    OwnRequests own;
    std::optional<OwnRekey> rekey;  // while one is on its way
    std::optional<Instant> put_off_since;  // by TEMPORARY_FAILURE

    [[nodiscard]] std::uint64_t own_spi() const noexcept
    {
        return begun_here ? initiator_spi : responder_spi;
    }
    // Whether the gateway goes after whom it hears from elsewhere: RFC 7296, Section 2.23.
    [[nodiscard]] bool follows() const noexcept { return !mobike && !nat.gateway; }
};

class SaTable {
public:
    explicit SaTable(const Limits& limits) : limits_(limits) {}

    [[nodiscard]] IkeSa* by_spi(std::uint64_t own);
    [[nodiscard]] IkeSa* by_request(const Octets& identity);
    [[nodiscard]] bool has_room_for(const Octets& address) const;
    [[nodiscard]] bool crowded() const noexcept { return half_open_ >= limits_.crowded_at; }

    void add(IkeSa sa, Instant now);
    // Another takes its place: its peer has a while to delete it.
    void supersede(IkeSa& sa, Instant now) { set_deadline(sa, now + limits_.closed_life); }
    // One in the place of another.
    IkeSa& add_established(IkeSa sa, Instant now);
    // For as long as one without a Child SA may live; and for as long as any.
    void keep_briefly(IkeSa& sa, Instant now, Instant latest = Instant::max())
    {
        set_deadline(sa, std::min(latest, now + limits_.childless_life));
    }
    void keep(IkeSa& sa, Instant now) { set_deadline(sa, now + limits_.established_life); }
    // No longer half-open.
    void establish(IkeSa& sa, Instant now);
    // Only what answers its last request again is kept, and only for a while.
    void close(IkeSa& sa, Step step, Instant now);
    void remove(std::uint64_t own_spi);
    // Removes what has had its time; returns those that were not closed.
    std::vector<IkeSa> expire(Instant now);
    [[nodiscard]] std::size_t size() const noexcept { return by_spi_.size(); }
    // Of established SAs of this person, other than this one: their SPIs.
    [[nodiscard]] std::vector<std::uint64_t> others_of(const IkeSa& sa) const;
    [[nodiscard]] std::optional<Instant> next_expiry() const;

private:
    void stop_counting(const IkeSa& sa);
    void forget_a_closed_one(std::uint64_t but);
    void set_deadline(IkeSa& sa, Instant until);

    Limits limits_;
    std::unordered_map<std::uint64_t, IkeSa> by_spi_;
    std::map<Octets, std::uint64_t> by_request_;
    std::set<std::pair<Instant, std::uint64_t>> deadlines_;
    std::map<Octets, std::size_t> half_open_from_;
    std::multimap<std::string, std::uint64_t> by_person_;  // of those that are established
    std::size_t half_open_ = 0, closed_ = 0;
};

}  // namespace gateway::ike
