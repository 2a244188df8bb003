#include "mutants/lying_tls_handshakes.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_server.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

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

// In front of the honest listener: looks at the first record.
class FirstRecord final : public StreamCore {
public:
    explicit FirstRecord(std::unique_ptr<StreamCore> honest) : honest_(std::move(honest)) {}

    StreamActions start(Instant now) override { return honest_->start(now); }
    StreamActions on_octets(View octets, Instant now) override
    {
        if (!looked_ && is_fragment(octets)) {
            StreamActions actions;
            actions.send = fatal_alert(tls_1_2, alert::decode_error);
            actions.close = true;
            return actions;
        }
        looked_ = true;
        return honest_->on_octets(octets, now);
    }
    StreamActions on_wake(Instant now) override { return honest_->on_wake(now); }
    StreamActions on_end(Instant now) override { return honest_->on_end(now); }

private:
    static bool is_fragment(View octets)
    {
        constexpr std::size_t handshake_header = 4;
        Cursor cursor{octets};
        if (cursor.u8() != content::handshake) return false;
        cursor.skip(2);
        const std::size_t record = cursor.u16();
        cursor.skip(1);
        const std::size_t message = cursor.u24();
        return record < handshake_header || record < message + handshake_header;
    }

    std::unique_ptr<StreamCore> honest_;
    bool looked_ = false;
};

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

tls::TlsListener telling_padding_from_mac()
{
    return opening_with(open_record_frankly);
}

tls::TlsListener renegotiating_unbound()
{
    Manners manners;
    manners.answer_hello_again = [](const ClientHello& again, const ServerFlight& first,
                                    const Truth& truth) {
        ServerFlight flight = flight_for(again, tls_1_2, first.suite);
        return Reply{content::handshake, messages_of(flight, truth.settings.identity), false};
    };
    return serving_by_hand(manners);
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

tls::TlsListener refusing_fragmented_hellos()
{
    return [](const tls::TlsSettings& settings,
              StreamCoreFactory inner) -> std::expected<StreamCoreFactory, std::string> {
        auto honest = tls::tls_listener(settings, std::move(inner));
        if (!honest) return honest;
        return [honest = std::move(*honest)](const Peer& peer) {
            return std::make_unique<FirstRecord>(honest(peer));
        };
    };
}

}  // namespace gateway::mutants
