// A whole handshake, its steps in their order; the answer says how far it went.
#pragma once

#include "peers/tls/engine.h"

namespace conformance::peers::tls {

// Sends the hello (built with the engine's client_hello()) and goes on until both sides have sent
// Finished. What stops it is told: `answer.drive` and `answer.drive_text`.
// In TLS 1.3 the connection is closed afterwards, to hear what the server makes of our Finished; a
// client that stays has not sent it off yet.
enum class Afterwards { leave, stay };
[[nodiscard]] Answer drive(Engine& engine, const wire::tls::ClientHello& hello,
                           Afterwards afterwards = Afterwards::leave);

// Its beginning: sends the hello, a second one after a HelloRetryRequest, and reads the ServerHello.
[[nodiscard]] bool exchange_hellos(Engine& engine, const wire::tls::ClientHello& hello);

// The whole from the first octet to the last, over a connection of its own.
[[nodiscard]] Answer complete(Bench& bench, std::uint16_t version, Suites suites,
                              Groups groups = Groups::curves);

// Says close_notify and hears, for a short while, what the server says to that.
void take_leave(Engine& engine, const Patience& patience);

// After a complete handshake: what a later one can go on with, the newest ticket if there is one.
[[nodiscard]] std::optional<Resumption> resumption(const Engine& engine);

}  // namespace conformance::peers::tls
