// RFC 8422, Section 5: Data Structures and Computations of elliptic curve suites.

#include <algorithm>
#include <array>

#include "probes/tls/client_values.h"
#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/refusals.h"
#include "probes/tls/tables.h"
#include "probes/tls/unlawful_values.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint8_t uncompressed = 4;
constexpr std::size_t coordinate = 32;
constexpr unsigned most_attempts = 8;
const Suites curves{29, 23, 24, 25};

ClientHello with_groups(ClientHello hello, const Suites& groups)
{
    for (auto& one : hello.extensions.list) {
        if (one.is(ExtensionType::supported_groups)) {
            one = supported_groups(groups);
        }
    }
    return hello;
}

struct Flaw {
    const char* code = nullptr;
    std::string text;
};

Flaw flaw_in(Engine& engine, const Suites& offered)
{
    const auto& parameters = engine.session.parameters;
    if (!parameters) {
        return {"no-parameters", "a ServerKeyExchange that cannot be read"};
    }
    const auto& ecdhe = parameters->ecdhe;
    const auto name = "curve " + std::to_string(ecdhe.curve);
    if (ecdhe.curve_type != named_curve_type || !peers::tls::contains(offered, ecdhe.curve)) {
        return {"curve-not-offered", name + " of type " + std::to_string(ecdhe.curve_type)};
    }
    const bool is_compressed =
        ecdhe.curve != x25519 && (ecdhe.point.empty() || ecdhe.point.front() != uncompressed);
    if (is_compressed || !engine.client_key_exchange()) {
        return {"point-invalid", name + " with a point that is none of it, or not in full"};
    }
    return {};
}

// The server's point lies on a curve the client offered, uncompressed.
Finding server_point_is_valid(Bench& bench)
{
    const auto offer = selected_offer(bench, is_elliptic);
    if (!offer) {
        return nothing_to_judge("a point on a curve that was offered",
                                "no suite with an elliptic curve is selected", {});
    }
    std::string used;
    std::vector<unsigned> frames;
    std::vector<Suites> lists{curves};
    for (const auto one : curves) {
        lists.push_back({one});
    }
    for (const auto& list : lists) {
        Engine engine{bench};
        engine.send(with_groups(engine.client_hello(offer->version, {offer->suite}), list));
        if (!engine.receive_until({HandshakeType::server_hello_done})) {
            continue;
        }
        if (const auto flaw = flaw_in(engine, list); flaw.code != nullptr) {
            return conformance::fail(flaw.code, "a point on a curve that was offered", flaw.text,
                                     engine.answer.frames);
        }
        used += (used.empty() ? "" : ", ") + std::to_string(*engine.answer.curve);
        frames = engine.answer.frames;
    }
    if (used.empty()) {
        throw Unmet{"no ServerKeyExchange came for any curve"};
    }
    return conformance::pass("accepted", "a point on a curve that was offered",
                             "curves " + used + ", in the order of the offers", frames);
}

// The ec_point_formats of a ServerHello lists the uncompressed format.
Finding uncompressed_format_is_listed(Bench& bench)
{
    constexpr std::uint8_t uncompressed_format = 0;
    const auto offer = known_hello_up_to_1_2(bench);
    const auto expected = "format 0 among those of ec_point_formats, where it is sent";
    const auto answer = Client{bench}.ask(offer.version, {offer.suite});
    const auto* extension = answer.hello.extensions.find(ExtensionType::ec_point_formats);
    if (!answer.selected() || extension == nullptr) {
        return nothing_to_judge(expected, "no ec_point_formats is sent", answer);
    }
    // One octet tells how many follow.
    const View data{extension->data};
    const bool is_a_list = !data.empty() && data.size() == 1U + data[0];
    if (!is_a_list || std::ranges::find(data.subspan(1), uncompressed_format) == data.end()) {
        auto finding = fail(bench, answer, is_a_list ? "not-listed" : "no-list", expected);
        finding.observed += ", with " + hex(data);
        return finding;
    }
    return pass(bench, answer, expected);
}

// Points of small order on curves that differ from secp256r1 in the last coefficient, which the
// sum of points does not use: 3 * (3, 4) and 2 * (5, 0) are nothing. A server that does not look
// shares 3, or 5, whenever its private key is no multiple of the order.
struct Stray {
    std::uint8_t x, y;
};
constexpr std::array strays{Stray{3, 4}, Stray{5, 0}};

Octets padded(std::uint8_t number)
{
    Octets octets(coordinate);
    octets.back() = number;
    return octets;
}

Octets point_of(const Stray& stray)
{
    Octets point{uncompressed};
    append(point, padded(stray.x));
    append(point, padded(stray.y));
    return point;
}

// A client's point off the curve ends the handshake.
Finding client_point_is_validated(Bench& bench)
{
    const auto expected = "a point that is not on secp256r1 ends the handshake";
    const auto offer = completing_offer(bench, is_elliptic);
    if (!offer) {
        return nothing_to_judge(expected, "no suite with an elliptic curve is selected", {});
    }
    Answer answer;
    for (unsigned attempt = 0; attempt < most_attempts; ++attempt) {
        Engine engine{bench};
        engine.send(with_groups(engine.client_hello(offer->version, {offer->suite}), {secp256r1}));
        if (!engine.receive_until({HandshakeType::server_hello_done})) {
            return nothing_to_judge(expected, "secp256r1 is not accepted alone", engine.answer);
        }
        const auto& stray = strays.at(attempt % strays.size());
        finish_with(engine, point_of(stray), padded(stray.x));
        if (reaction_to_finish(engine) == Reaction::accepted) {
            return conformance::fail("accepted", expected,
                                     "the handshake completes with the secret of such a point",
                                     engine.answer.frames);
        }
        answer = engine.answer;
    }
    if (answer.end == Answer::End::silence) {
        return conformance::inconclusive("silent", expected, answer.text(bench.registries),
                                         answer.frames);
    }
    return conformance::pass(
        reaction_of(answer), expected,
        std::to_string(most_attempts) + " attempts; the last: " + answer.text(bench.registries),
        answer.frames);
}

bool names_curve(const Engine& engine, std::uint16_t curve)
{
    const auto& parameters = engine.session.parameters;
    return parameters && parameters->ecdhe.curve_type == named_curve_type &&
           parameters->ecdhe.curve == curve;
}

// Up to TLS 1.2, a shared secret of X25519 or X448 that is all zeros ends the handshake.
Finding all_zero_secret_is_refused(Bench& bench)
{
    const auto expected = "each leads to such a secret, and ends the handshake";
    const auto offer = completing_offer(bench, is_elliptic);
    if (!offer) {
        return nothing_to_judge(expected, "no suite with an elliptic curve is selected", {});
    }
    Refusals refusals{bench, std::nullopt, "RFC 5246, Section 7.2.2"};
    bool is_any_spoken = false;
    for (const auto& trial : values_of_small_order(bench)) {
        for (const auto& one : trial.unlawful) {
            Engine engine{bench};
            engine.send(with_groups(engine.client_hello(offer->version, {offer->suite}),
                                    {trial.group}));
            if (!engine.receive_until({HandshakeType::server_hello_done}) ||
                !names_curve(engine, trial.group)) {
                break;
            }
            is_any_spoken = true;
            finish_with(engine, one.value, Octets(one.value.size()));
            const auto reaction = reaction_to_finish(engine);
            refusals.note(one.name + " of " + trial.name, engine.answer, reaction);
        }
    }
    return is_any_spoken ? refusals.finding(expected)
                         : nothing_to_judge(expected, "neither curve is spoken", {});
}

const std::array table{
    Probe{"rfc8422/5.2/uncompressed-format-listed", uncompressed_format_is_listed,
          &tls_hello_is_accepted},
    Probe{"rfc8422/5.4/server-point-valid", server_point_is_valid, &tls_hello_is_accepted},
    Probe{"rfc8422/5.11/client-point-validated", client_point_is_validated,
          &tls_handshake_completes},
    Probe{"rfc8422/5.11/all-zero-secret-refused", all_zero_secret_is_refused,
          &tls_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8422_5_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
