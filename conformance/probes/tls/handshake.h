// Handshakes up to TLS 1.2 that a probe takes part of the way, alters, and judges by what the
// server does then.
#pragma once

#include <functional>

#include "peers/tls/drive.h"
#include "probes/tls/controls.h"
#include "probes/tls/due_alert.h"

namespace conformance::probes::tls {

using peers::tls::Engine;
using peers::tls::Suites;

// A handshake of TLS 1.2 or below with this run's known suite, or what a server usually has,
// completes, tried anew.
extern const Control tls_handshake_completes;

using Wanted = std::function<bool(const peers::tls::Suite&)>;

// A version up to TLS 1.2 and a suite at which a handshake completes; nothing when no suite that is
// wanted is selected. Throws Unmet when a handshake that was begun does not complete.
[[nodiscard]] std::optional<Offer> completing_offer(Bench& bench, const Wanted& wanted);
// The same as far as the server's hello: nothing of what comes after it is rested upon.
[[nodiscard]] std::optional<Offer> selected_offer(Bench& bench, const Wanted& wanted);
// Of any suite. Throws Unmet when there is none.
[[nodiscard]] Offer completing_offer(Bench& bench);

[[nodiscard]] bool is_signed_exchange(const peers::tls::Suite& suite);
[[nodiscard]] bool is_elliptic(const peers::tls::Suite& suite);

// Goes on to the server's ServerHelloDone. Throws Unmet when it does not come.
void greet(Engine& engine, const wire::tls::ClientHello& hello);
// Goes on to our ChangeCipherSpec, so that Finished is next.
void reach_finished(Engine& engine, const wire::tls::ClientHello& hello);

// The one word for how a server took what it had to refuse: refused-by-alert:51, closed, accepted.
[[nodiscard]] std::string reaction_of(const Answer& answer);

// Reads on: a Finished of the server is an acceptance, and a fail; another alert than the one that
// is due, or none, a fail where that says so, and an advisory elsewhere.
[[nodiscard]] Finding expect_refusal(const Bench& bench, Engine& engine, DueAlert due,
                                     const char* source, const std::string& expected);

// What the handshake rests on is not there: nothing is to be judged, and nothing is wrong.
[[nodiscard]] Finding nothing_to_judge(std::string expected, std::string observed,
                                       const Answer& answer);
[[nodiscard]] bool is_nothing_to_judge(const Finding& finding);

}  // namespace conformance::probes::tls
