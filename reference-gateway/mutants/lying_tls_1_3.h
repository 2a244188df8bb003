// A TLS 1.3 server written by hand, which speaks TLS_AES_128_GCM_SHA256 over secp256r1 to the end:
// honest in every manner, and each manner may be replaced by a lie.
#pragma once

#include <functional>
#include <optional>

#include "mutants/lying_tls_1_3_flight.h"
#include "mutants/lying_tls_1_3_secrets.h"
#include "mutants/lying_tls_fork.h"

namespace gateway::mutants::lying_tls_1_3 {

// A record as it came, opened where it was protected.
struct Heard {
    bool is_protected = false;
    std::uint8_t type = 0;  // of the content; zero: there is nothing but padding
    View content;
    std::size_t length = 0, padding = 0;  // of the record, and in it
    bool has_keys = false;                // the client's records are protected by now
    bool has_finished = false;            // the client's Finished has come
};

// The alert to die with, or nothing: it is in order.
using Ruling = std::optional<std::uint8_t>;

[[nodiscard]] Ruling rule_on_hello(const ClientHello& hello);
[[nodiscard]] Ruling rule_on_record(const Heard& heard);
[[nodiscard]] Ruling rule_on_update(std::uint8_t request);

// With the private key 1.
struct Agreement {
    Share own{secp256r1, copy_of(secp256r1_generator())};
    // The secret; nothing: the client's share is not valid.
    std::function<std::optional<Octets>(View share)> agree = shared_with_a_point_of_the_curve;
};

struct Manners {
    std::function<Ruling(const ClientHello&)> judge_hello = rule_on_hello;
    // One that comes when TLS 1.3 has been negotiated.
    std::function<Ruling()> judge_hello_again;
    std::function<std::optional<Inner>(TrafficKeys&, View fragment)> open = open_record;
    std::function<Ruling(const Heard&)> judge_record = rule_on_record;
    std::function<Ruling(std::uint8_t request)> judge_update = rule_on_update;
    Agreement exchange;
    // In EncryptedExtensions.
    std::function<std::optional<Extension>(const ClientHello&)> extension = [](const auto&) {
        return std::nullopt;
    };
    // Where the client sent no share for its group.
    std::function<Octets(const ClientHello&)> retry;
    std::function<bool(std::uint8_t request)> answers_update;
    std::uint8_t asks_in_its_update = 0;
    bool has_new_keys_after_its_update = true;
    std::function<bool(View expected, View received)> accept_finished = equal,
                                                      accept_binder = equal;
    // Of the ticket that follows the handshake; nothing: none follows, and none is taken.
    std::optional<std::uint32_t> ticket_lifetime;

    Manners();
};

using Concern = std::function<bool(const ClientHello&)>;

// Whoever lists the null compression method and no other.
[[nodiscard]] bool compresses_nothing(const ClientHello& hello);
// Whoever offers TLS 1.3 with the liar's suite.
[[nodiscard]] bool can_be_spoken_to(const ClientHello& hello);
// And the liar's group and signature scheme.
[[nodiscard]] bool can_be_served(const ClientHello& hello);

// A listener that serves those by hand that the lie concerns, and is otherwise tls_listener().
[[nodiscard]] tls::TlsListener serving_by_hand(Manners manners, Concern concerns = can_be_served);

}  // namespace gateway::mutants::lying_tls_1_3
