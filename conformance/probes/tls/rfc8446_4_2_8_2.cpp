// RFC 8446, Sections 4.2.8.1, 4.2.8.2 and 7.4.2: the client's key share is validated. Each hello
// lists one group, and holds one share of it.

#include <array>

#include "crypto/tls_key_exchange.h"
#include "probes/tls/handshake.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;
using End = Answer::End;

constexpr std::uint16_t x448 = 30;
// Of protected octets: a server that sends more goes on, in keys that come of the share.
constexpr std::size_t longest_alert = 256;

struct Share {
    std::string name;
    Octets value;
};

struct Trial {
    std::string name;
    std::uint16_t group;
    Octets lawful;
    std::vector<Share> unlawful;
};

// ---- What a server makes of a share

void greet_with(Engine& engine, const Suites& suites, const Trial& trial, const Octets& share)
{
    auto hello = engine.client_hello(tls_1_3, suites);
    engine.session.shares.clear();  // what the server protects stays closed
    replace(hello, supported_groups({trial.group}));
    replace(hello, key_share({{trial.group, share}}));
    engine.send(hello);
    const bool is_asked_again = engine.receive_until({HandshakeType::server_hello}) &&
                                engine.session.server_hello.is_hello_retry_request();
    // For a cookie alone: the share is the same.
    if (is_asked_again &&
        engine.session.retry->extensions.find(ExtensionType::key_share) == nullptr) {
        engine.send(engine.second_hello());
        (void)engine.receive_until({HandshakeType::server_hello});
    }
}

bool is_greeted(const Engine& engine)
{
    return !engine.is_over && engine.session.version >= tls_1_3 &&
           !engine.session.server_hello.is_hello_retry_request();
}

Reaction reaction_to_share(Engine& engine)
{
    if (!engine.is_over && !is_greeted(engine)) {
        return Reaction::unclear;
    }
    engine.receive_all();
    if (engine.plaintext.size() > longest_alert) {
        return Reaction::accepted;
    }
    const auto& answer = engine.answer;
    return answer.end == End::alert || is_mute_end(answer) ? Reaction::refused : Reaction::unclear;
}

bool is_spoken(Bench& bench, const Suites& suites, const Trial& trial)
{
    Engine engine{bench};
    greet_with(engine, suites, trial, trial.lawful);
    const auto end = engine.answer.end;
    if (engine.is_over && end != End::alert && !is_mute_end(engine.answer)) {
        throw Unmet{"whether " + trial.name + " is spoken is not seen: " + engine.answer.ending()};
    }
    return is_greeted(engine);
}

Finding each_is_refused(Bench& bench, const std::string& expected,
                        std::vector<Trial> (*trials)(Bench&))
{
    return where_tls_1_3(bench, expected, [&](const Suites& suites) {
        Refusals refusals{bench, AlertDescription::illegal_parameter, "RFC 8446, Section 6"};
        bool is_any_spoken = false;
        for (const auto& trial : trials(bench)) {
            if (!is_spoken(bench, suites, trial)) {
                continue;
            }
            is_any_spoken = true;
            for (const auto& share : trial.unlawful) {
                Engine engine{bench};
                greet_with(engine, suites, trial, share.value);
                const auto reaction = reaction_to_share(engine);
                refusals.note(share.name + " of " + trial.name, engine.answer, reaction);
            }
        }
        return is_any_spoken ? refusals.finding(expected)
                             : nothing_to_judge(expected, "none of these groups is spoken", {});
    });
}

// ---- The shares

Octets lawful(Bench& bench, std::uint16_t group)
{
    return crypto::tls_key_exchange(group, bench.random)->public_value();
}

Octets padded(std::uint8_t number, std::size_t size)
{
    Octets octets(size);
    octets.back() = number;
    return octets;
}

Octets minus_one(Octets odd)
{
    odd.back() ^= 1;
    return odd;
}

std::vector<Trial> finite_fields(Bench& bench)
{
    std::vector<Trial> trials;
    for (const auto& [name, group] :
         std::array<std::pair<const char*, std::uint16_t>, 5>{{{"ffdhe2048", 256},
                                                               {"ffdhe3072", 257},
                                                               {"ffdhe4096", 258},
                                                               {"ffdhe6144", 259},
                                                               {"ffdhe8192", 260}}}) {
        const auto prime = crypto::finite_field_modulus(group);
        trials.push_back({name,
                          group,
                          lawful(bench, group),
                          {{"0", padded(0, prime.size())},
                           {"1", padded(1, prime.size())},
                           {"p - 1", minus_one(prime)},
                           {"p", prime}}});
    }
    return trials;
}

// The point of P-256 whose x is 5, with the prime added to that.
Octets point_beyond_the_prime()
{
    return from_hex(
               "04ffffffff00000001000000000000000000000001000000000000000000000004"
               "459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc")
        .value_or(Octets{});
}

std::vector<Trial> curves(Bench& bench)
{
    constexpr std::uint8_t uncompressed = 4;
    std::vector<Trial> trials;
    for (const auto& [name, group] : std::array<std::pair<const char*, std::uint16_t>, 3>{
             {{"secp256r1", 23}, {"secp384r1", 24}, {"secp521r1", 25}}}) {
        const auto point = lawful(bench, group);
        auto beside = point, origin = padded(0, point.size()), shorter = point, longer = point;
        beside.back() ^= 1;
        origin.front() = uncompressed;
        shorter.pop_back();
        longer.push_back(0);
        trials.push_back({name,
                          group,
                          point,
                          {{"a point beside the curve", beside},
                           {"(0, 0)", origin},
                           {"a point cut short", shorter},
                           {"a point with an octet more", longer}}});
    }
    trials.front().unlawful.push_back({"a coordinate beyond the prime", point_beyond_the_prime()});
    return trials;
}

Octets little_endian(std::uint8_t number, std::size_t size)
{
    Octets octets(size);
    octets.front() = number;
    return octets;
}

// A coordinate of a point of order eight, whose multiples by every private key are nothing.
Octets of_order_eight()
{
    return from_hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")
        .value_or(Octets{});
}

std::vector<Trial> montgomery_curves(Bench& bench)
{
    Octets prime(32, 0xff);
    prime.front() = 0xed;
    prime.back() = 0x7f;
    auto negative = prime;
    negative.front() -= 1;
    Octets negative_448(56, 0xff);
    negative_448[0] = negative_448[28] = 0xfe;
    return {{"X25519",
             x25519,
             lawful(bench, x25519),
             {{"0", little_endian(0, 32)},
              {"1", little_endian(1, 32)},
              {"p - 1", negative},
              {"p", prime},
              {"a point of order eight", of_order_eight()}}},
            // The base point: somebody's public value.
            {"X448",
             x448,
             little_endian(5, 56),
             {{"0", little_endian(0, 56)}, {"1", little_endian(1, 56)}, {"p - 1", negative_448}}}};
}

// ---- The probes

// A client's key share Y of a finite-field group ends the handshake unless 1 < Y < p - 1.
Finding value_out_of_range_is_refused(Bench& bench)
{
    return each_is_refused(bench, "each ends the handshake", finite_fields);
}

// A client's key share of secp256r1, secp384r1 or secp521r1 that is no point of the curve ends the
// handshake.
Finding point_off_the_curve_is_refused(Bench& bench)
{
    return each_is_refused(bench, "each ends the handshake", curves);
}

// A shared secret of X25519 or X448 that is all zeros ends the handshake.
Finding all_zero_secret_is_refused(Bench& bench)
{
    return each_is_refused(bench, "each leads to such a secret, and ends the handshake",
                           montgomery_curves);
}

const std::array table{
    Probe{"rfc8446/4.2.8.1/client-value-in-range", value_out_of_range_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/4.2.8.2/client-point-validated", point_off_the_curve_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/7.4.2/all-zero-secret-refused", all_zero_secret_is_refused,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_2_8_2_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
