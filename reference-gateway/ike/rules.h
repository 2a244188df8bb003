// What the gateway asks of a message before it acts on it: ordered tables of {requirement, check}.
// The first check that refuses decides.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ike/cookie_jar.h"
#include "ike/core.h"
#include "ike/fragment.h"
#include "ike/header.h"
#include "ike/ike_sa_init_request.h"
#include "ike/response.h"

namespace gateway::ike {

struct Drop {
    std::string reason;
};
using Refusal = std::variant<Drop, Notify>;

template <typename Subject>
struct Rule {
    std::string requirement;
    std::function<std::optional<Refusal>(const Subject&)> check;
};

// Any IKE message, known by its header alone.
struct Arrival {
    Path path;
    bool on_nat_t_port = false;
    bool has_marker = false;
    Header header;
    View message;  // without the non-ESP marker
    bool of_ours = false;     // within an IKE SA that the gateway began
    bool is_awaited = false;  // the response to a request of the gateway's
};

struct Negotiation {
    const Arrival& arrival;
    const IkeSaInitRequest& request;
    const CookieJar& cookies;
    bool crowded = false;
    bool has_room = true;
    std::optional<SelectedProposal> selected;
};

// A request under the keys of a half-open SA, whose Encrypted payload has been opened.
struct Authentication {
    std::uint8_t exchange_type = 0;
    std::optional<std::uint8_t> unknown_critical_payload;
    bool well_formed = true;
    std::uint8_t first_payload = 0;
};

// A fragment of a request with the next Message ID of its SA.
struct FragmentArrival {
    const Arrival& arrival;
    FragmentNumbers numbers;
    bool is_agreed = false;          // both sides have said that they support fragments
    std::uint16_t stored_total = 0;  // of those that came before; 0: none
    bool is_stored = false;          // one with these numbers came before
    bool is_authentic = false;
};

// What a client has proved; nothing when it did not try in a way this gateway knows.
struct Admission {
    const std::optional<crypto::Proven>& proven;
};

// An SA that an authenticated client asks for by CREATE_CHILD_SA, of either kind.
struct CreateNegotiation {
    bool is_selected = false;
    std::uint16_t group = 0;  // selected; 0: none
    const std::optional<KeyShare>& key_share;
    std::optional<std::uint32_t> lost_spi;  // of a Child SA to replace, which is not there
    bool has_room = true;                   // for one Child SA more
    bool collides = false;                  // with what the gateway itself is about
};

// A Child SA that an authenticated client asks for.
struct ChildNegotiation {
    std::optional<SelectedChild> selected;
    bool has_address = false;      // it asked for one, or has one
    bool is_leased = false;        // it got one
    TrafficSelectors remote, local;  // narrowed
};

struct Rules {
    std::vector<Rule<Arrival>> arrival;
    std::vector<Rule<Negotiation>> ike_sa_init;
    std::vector<Rule<FragmentArrival>> fragment;
    std::vector<Rule<Authentication>> ike_auth;
    std::vector<Rule<Admission>> admission;
    std::vector<Rule<ChildNegotiation>> child;
    std::vector<Rule<CreateNegotiation>> create_child_sa;
};

[[nodiscard]] Rules all_rules();
[[nodiscard]] std::vector<Rule<Arrival>> arrival_rules();
[[nodiscard]] std::vector<Rule<Negotiation>> ike_sa_init_rules();
[[nodiscard]] std::vector<Rule<FragmentArrival>> fragment_rules();
[[nodiscard]] std::vector<Rule<Authentication>> ike_auth_rules();
[[nodiscard]] std::vector<Rule<Admission>> admission_rules();
[[nodiscard]] std::vector<Rule<ChildNegotiation>> child_rules();
[[nodiscard]] std::vector<Rule<CreateNegotiation>> create_child_sa_rules();

template <typename Subject>
[[nodiscard]] std::optional<Refusal> refused_by(const std::vector<Rule<Subject>>& rules,
                                                const Subject& subject)
{
    for (const auto& rule : rules) {
        if (auto refusal = rule.check(subject)) return refusal;
    }
    return std::nullopt;
}

}  // namespace gateway::ike
