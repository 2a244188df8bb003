// Experiments on TLS 1.3: only where it is spoken, handshakes taken up to the client's
// Finished, and what is lawful there.
#pragma once

#include <functional>
#include <optional>

#include "peers/tls/drive.h"
#include "probes/tls/controls.h"

namespace conformance::probes::tls {

using peers::tls::Engine;
using peers::tls::Suites;

// A whole handshake succeeds, of TLS 1.3 where that is spoken.
extern const Control tls_1_3_handshake_completes;

// The experiment, with suites one of which completes a handshake of TLS 1.3; where that version is
// not spoken there is nothing to judge. Throws Unmet when a handshake that was begun does not
// complete.
[[nodiscard]] Finding where_tls_1_3(Bench& bench, const std::string& expected,
                                   const std::function<Finding(const Suites&)>& experiment);

// The answer to a hello of TLS 1.3 with what servers usually have, or with whatever there is.
[[nodiscard]] Answer ask_for_tls_1_3(Bench& bench);
[[nodiscard]] bool is_tls_1_3(const Answer& answer);

// Of a client that has use for tickets: what a server sends it shows that it was taken.
[[nodiscard]] wire::tls::ClientHello lasting_hello(Engine& engine, const Suites& suites);

// Goes on to the server's Finished; what is sent next is protected, and our Finished is due. Throws
// Unmet when it does not come so far.
void reach_tls_1_3_finished(Engine& engine, const wire::tls::ClientHello& hello);
// The latter half of that: what is sent next is protected.
void finish_greeting(Engine& engine);
// And sends our Finished.
void establish_tls_1_3(Engine& engine, const wire::tls::ClientHello& hello);

// Ours from here on, as behind a KeyUpdate.
void change_to_next_keys(Engine& engine);

// Of who ended the connection although nothing was wrong.
[[nodiscard]] Finding refused_where_lawful(const Answer& answer, const std::string& expected);
// What has been sent so far, up to a Finished, is lawful: who ends the connection over it fails.
[[nodiscard]] Finding expect_going_on(Bench& bench, Engine& engine, const std::string& expected);

[[nodiscard]] wire::tls::ClientHello without(wire::tls::ClientHello hello,
                                             wire::tls::ExtensionType type);
void replace(wire::tls::ClientHello& hello, const wire::tls::Extension& one);

}  // namespace conformance::probes::tls
