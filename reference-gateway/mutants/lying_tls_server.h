// A TLS 1.2 server written by hand, which speaks the suites of 2024 to the end: honest in every
// manner, and each manner may be replaced by a lie.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "mutants/lying_tls_flight.h"
#include "mutants/lying_tls_fork.h"
#include "mutants/lying_tls_key_exchange.h"
#include "mutants/lying_tls_protection.h"

namespace gateway::mutants {

// What the server says at some point, besides the handshake itself.
struct Reply {
    std::uint8_t type = 0;  // of the record
    Octets content;         // nothing: says nothing
    bool close = false;
};

// A session that may be gone on with: what RFC 5246, Appendix F.1.4, has a server remember.
struct Past {
    std::uint16_t suite = 0;
    Octets master;
    bool extended = false;  // its master secret: RFC 7627
};
using Sessions = std::map<Octets, Past>;  // by session id

// A ClientHello on a connection that is established, with what was said before.
struct Again {
    const ClientHello& hello;
    const ServerFlight& first;
    const Truth& truth;
    View client_verify_data, server_verify_data;
};

struct Manners {
    // Of the records in the clear.
    std::uint16_t record_version = tls_1_2;
    Octets change_cipher_spec{1};
    // The suite for this client; nothing: it cannot be served.
    std::function<std::optional<std::uint16_t>(const ClientHello&, const Truth&)> select;
    // What goes before the first flight: a warning, perhaps.
    std::function<Reply(const ClientHello&)> preface = [](const auto&) { return Reply{}; };
    // The first flight, before it is sent.
    std::function<void(ServerFlight&, const ClientHello&)> speak = [](auto&, const auto&) {};
    // The messages of the first flight, and Finished, before they are sent and remembered.
    std::function<void(Octets& messages)> deliver = [](auto&) {};
    // The x-coordinate that the client's point and the private key 1 share. Nothing: an alert.
    std::function<std::optional<Octets>(View point)> share;
    // Where the flight has a modulus: whether the client's value is one of that finite field.
    std::function<bool(View value, View modulus)> accept_value = is_in_range;
    std::function<bool(View expected, View received)> accept_finished = equal;
    // The message that asks for a client certificate, which may be none; nothing: none is asked
    // for.
    Octets certificate_request;
    // What is heard of a handshake record.
    std::function<Octets(View record)> hear = copy_of;
    Opener open = open_record;
    // To close_notify, and to a second ClientHello.
    std::function<Reply()> answer_close;
    std::function<Reply(const Again&)> answer_hello_again;
    // RFC 5746, Section 3.6.
    bool minds_filled_renegotiation_info = true;
    // Of all connections; nothing: none is kept.
    std::shared_ptr<Sessions> sessions;
    // Whether the session fits the hello that names it, and the suite it goes on with.
    std::function<bool(const Past&, const ClientHello&)> resumes;
    std::function<std::uint16_t(const Past&, const ClientHello&)> suite_of_the_resumed;

    Manners();
};

using Concern = std::function<bool(const ClientHello&, const Truth&)>;

// Of the edition, whatever the group; nothing where the client offers none that the liar speaks.
[[nodiscard]] std::optional<std::uint16_t> suite_of_the_edition(const ClientHello& hello,
                                                                const Truth& truth);
// Whoever offers TLS 1.2 with a suite of the edition that the liar speaks, and secp256r1.
[[nodiscard]] bool can_be_spoken_to(const ClientHello& hello, const Truth& truth);
// Whoever lists a signature scheme that the liar has.
[[nodiscard]] bool can_be_served(const ClientHello& hello, const Truth& truth);

// A listener that serves those by hand for whom it has a suite and that the lie concerns, and is
// otherwise tls_listener().
[[nodiscard]] tls::TlsListener serving_by_hand(Manners manners, Concern concerns = can_be_served);

}  // namespace gateway::mutants
