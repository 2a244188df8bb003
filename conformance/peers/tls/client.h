// A well-behaved TLS client at the level of hellos: it builds a ClientHello, which may be altered,
// sends it over a connection of its own, and reads until the server's first flight is over. What a
// server does to prolong that is bounded in octets, time and pieces.
#pragma once

#include <string>

#include "core/bench.h"
#include "peers/tls/answer.h"
#include "peers/tls/offer.h"

namespace conformance::peers::tls {

class Client {
public:
    explicit Client(Bench& bench) : bench_{bench} {}

    // Any version from SSL 3.0, with the extensions a client of that version sends: server_name
    // where the target has a name, groups, signature algorithms; in TLS 1.3 that version alone,
    // with key shares for X25519 and P-256.
    [[nodiscard]] wire::tls::ClientHello hello(std::uint16_t version, Suites suites);
    // With the key shares given, which only TLS 1.3 has.
    [[nodiscard]] wire::tls::ClientHello hello(std::uint16_t version, Suites suites,
                                               const wire::tls::Extension& shares);

    [[nodiscard]] Answer ask(const wire::tls::ClientHello& hello);
    // Octets as they are, in a connection of their own; the answer is awaited so long.
    [[nodiscard]] Answer ask_octets(View octets, Duration patience);
    // A hello as built.
    [[nodiscard]] Answer ask(std::uint16_t version, Suites suites)
    {
        return ask(hello(version, std::move(suites)));
    }

private:
    void add_extensions(wire::tls::ClientHello& hello, std::uint16_t version,
                        const wire::tls::Extension& shares);
    [[nodiscard]] wire::tls::Extension shares();

    Bench& bench_;
};

// What supported_groups lists up to TLS 1.2; later it lists finite fields anyway.
enum class Groups { curves, finite_fields_too };
[[nodiscard]] wire::tls::ClientHello listing(Groups groups, wire::tls::ClientHello hello);

// The hello as handshake message in records.
[[nodiscard]] Octets octets_of(const wire::tls::ClientHello& hello, std::uint16_t record_version);

// The name to ask for: that of the target file's [server], else the host where it is a name; empty
// for an address.
[[nodiscard]] std::string name_of(const Target& target);

// How long an answer is awaited in all.
[[nodiscard]] Duration whole_patience(const Patience& patience);

}  // namespace conformance::peers::tls
