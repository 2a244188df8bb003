#include "mutants/lying_tls_handshakes.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "crypto/key_agreement.h"
#include "mutants/lying_tls_key_exchange.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_server.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

constexpr std::uint16_t x25519 = 29;

bool contains(const std::vector<std::uint16_t>& values, std::uint16_t wanted)
{
    return std::ranges::find(values, wanted) != values.end();
}

bool offers_one(std::uint16_t extension, const ClientHello& hello)
{
    return hello.numbers_in(extension).size() == 1;
}

tls::TlsListener opening_with(Opener opener)
{
    Manners manners;
    manners.open = std::move(opener);
    return serving_by_hand(manners);
}

// The honest flight to those that offer much, another to those that offer one thing alone.
tls::TlsListener speaking_to_the_frugal(std::uint16_t extension,
                                        const std::function<void(ServerFlight&)>& change)
{
    Manners manners;
    manners.speak = [change](ServerFlight& flight, const ClientHello&) { change(flight); };
    return serving_by_hand(manners, [extension](const ClientHello& hello, const Truth&) {
        return offers_one(extension, hello);
    });
}

using Refusal = std::function<std::optional<std::uint8_t>(View first)>;

// In front of the honest listener: looks at what comes first.
class FirstOctets final : public StreamCore {
public:
    FirstOctets(std::unique_ptr<StreamCore> honest, Refusal refusal)
        : honest_(std::move(honest)), refusal_(std::move(refusal))
    {
    }

    StreamActions start(Instant now) override { return honest_->start(now); }
    StreamActions on_octets(View octets, Instant now) override
    {
        const auto alert = looked_ ? std::nullopt : refusal_(octets);
        looked_ = true;
        if (!alert) return honest_->on_octets(octets, now);
        StreamActions actions;
        actions.send = fatal_alert(tls_1_2, *alert);
        actions.close = true;
        return actions;
    }
    StreamActions on_wake(Instant now) override { return honest_->on_wake(now); }
    StreamActions on_end(Instant now) override { return honest_->on_end(now); }

private:
    std::unique_ptr<StreamCore> honest_;
    Refusal refusal_;
    bool looked_ = false;
};

// Of these pairs and these names, which bear their length.
Octets certificate_request(const Octets& pairs, const Octets& names)
{
    constexpr std::uint8_t type = 13;
    constexpr std::uint8_t rsa_sign = 1;
    const auto length = static_cast<std::uint8_t>(pairs.size());
    return handshake_message(type, joined({Octets{1, rsa_sign, 0, length}, pairs, names}));
}

tls::TlsListener asking_for(const Octets& pairs, const Octets& names)
{
    Manners manners;
    manners.certificate_request = certificate_request(pairs, names);
    return serving_by_hand(manners);
}

tls::TlsListener minding_the_first(const Refusal& refusal)
{
    return [refusal](const tls::TlsSettings& settings,
                     StreamCoreFactory inner) -> std::expected<StreamCoreFactory, std::string> {
        auto honest = tls::tls_listener(settings, std::move(inner));
        if (!honest) return honest;
        return [honest = std::move(*honest), refusal](const Peer& peer) {
            return std::make_unique<FirstOctets>(honest(peer), refusal);
        };
    };
}

std::optional<std::uint8_t> alert_for_a_fragment(View first)
{
    constexpr std::size_t handshake_header = 4;
    Cursor cursor{first};
    if (cursor.u8() != content::handshake) return std::nullopt;
    cursor.skip(2);
    const std::size_t record = cursor.u16();
    cursor.skip(1);
    const std::size_t message = cursor.u24();
    const bool is_fragment = record < handshake_header || record < message + handshake_header;
    return is_fragment ? std::optional{alert::decode_error} : std::nullopt;
}

std::optional<std::uint8_t> alert_for_a_change_behind(View first)
{
    Cursor cursor{first};
    if (cursor.u8() != content::handshake) return std::nullopt;
    cursor.skip(2);
    cursor.skip(cursor.u16());
    return cursor.u8() == content::change_cipher_spec ? std::optional{alert::unexpected_message}
                                                      : std::nullopt;
}

}  // namespace

tls::TlsListener accepting_any_finished()
{
    Manners manners;
    manners.accept_finished = [](View, View) { return true; };
    return serving_by_hand(manners);
}

tls::TlsListener opening_altered_records()
{
    return opening_with(open_record_blindly);
}

tls::TlsListener opening_altered_application_data()
{
    return opening_with([](const Cipher& cipher, RecordKeys& keys, std::uint8_t type, View fragment) {
        return type == content::application_data ? open_record_blindly(cipher, keys, type, fragment)
                                                 : open_record(cipher, keys, type, fragment);
    });
}

tls::TlsListener telling_padding_from_mac()
{
    return opening_with(open_record_frankly);
}

tls::TlsListener misnaming_bad_records()
{
    return opening_with(open_record_misnaming);
}

tls::TlsListener hanging_up_on_altered_records()
{
    return opening_with(open_record_mutely);
}

tls::TlsListener ignoring_close_notify()
{
    Manners manners;
    manners.answer_close = [] { return Reply{}; };
    return serving_by_hand(manners);
}

tls::TlsListener signing_with_an_unoffered_pair()
{
    return speaking_to_the_frugal(extension::signature_algorithms, [](ServerFlight& flight) {
        flight.scheme = crypto::SignatureScheme::rsa_pkcs1_sha256;
    });
}

tls::TlsListener signing_something_else()
{
    return speaking_to_the_frugal(extension::signature_algorithms, [](ServerFlight& flight) {
        std::ranges::reverse(flight.signed_before);
    });
}

tls::TlsListener naming_an_unoffered_curve()
{
    return speaking_to_the_frugal(extension::supported_groups, [](ServerFlight& flight) {
        constexpr std::uint16_t secp256k1 = 22;
        flight.curve = secp256k1;
    });
}

tls::TlsListener sending_a_point_off_the_curve()
{
    return speaking_to_the_frugal(extension::supported_groups,
                                  [](ServerFlight& flight) { flight.point.back() ^= 1U; });
}

tls::TlsListener taking_points_off_the_curve()
{
    Manners manners;
    manners.share = [](View point) -> std::optional<Octets> {
        constexpr std::size_t coordinate = 32;
        if (point.size() != 1 + 2 * coordinate) return std::nullopt;
        return copy_of(point.subspan(1, coordinate));
    };
    return serving_by_hand(manners);
}

tls::TlsListener taking_all_zero_secrets_up_to_tls_1_2()
{
    constexpr std::uint16_t curve25519 = 31;
    const Octets seed(crypto::private_seed_size(curve25519), 1);
    Manners manners;
    manners.select = [](const ClientHello& hello, const Truth& truth) {
        const auto groups = hello.numbers_in(extension::supported_groups);
        const bool is_concerned =
            hello.highest_version() == tls_1_2 && contains(groups, x25519) &&
            !contains(groups, secp256r1);
        return is_concerned ? suite_of_the_edition(hello, truth) : std::nullopt;
    };
    manners.speak = [seed](ServerFlight& flight, const ClientHello&) {
        const Octets base = crypto::generator(curve25519);
        flight.point = crypto::agree({curve25519, seed, base})->public_value;
    };
    manners.share = [seed](View point) -> std::optional<Octets> {
        if (point.size() != seed.size()) return std::nullopt;
        const auto agreed = crypto::agree({curve25519, seed, copy_of(point)});
        return agreed ? agreed->shared_secret : Octets(seed.size());
    };
    return serving_by_hand(manners);
}

tls::TlsListener asking_with_a_bare_name()
{
    return asking_for({0x04, 0x01}, Octets{0, 4, 0, 2, 'C', 'A'});
}

tls::TlsListener asking_for_sha1()
{
    return asking_for({0x04, 0x01, 0x02, 0x01}, Octets{0, 0});
}

tls::TlsListener reading_one_message_a_record()
{
    Manners manners;
    manners.certificate_request = certificate_request({0x04, 0x01}, Octets{0, 0});
    manners.hear = [](View record) {
        constexpr std::size_t header = 4;
        Cursor cursor{record};
        cursor.skip(1);
        return copy_of(record.first(std::min(header + cursor.u24(), record.size())));
    };
    return serving_by_hand(manners);
}

tls::TlsListener refusing_fragmented_hellos()
{
    return minding_the_first(alert_for_a_fragment);
}

tls::TlsListener refusing_what_comes_with_a_hello()
{
    return minding_the_first(alert_for_a_change_behind);
}

}  // namespace gateway::mutants
