// The authenticator under arbitrary responses: the first octet chooses the method that is proposed
// first (even: TLS), then packets in a row: a type (0: the packet as it stands), a length, and that
// many octets.
#include <chrono>
#include <utility>

#include "crypto/certificate.h"
#include "eap/authenticator.h"
#include "eap/tls_context.h"

namespace {

using namespace gateway;

class ZeroRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> octets) override
    {
        for (auto& octet : octets) {
            octet = 0;
        }
    }
};

std::shared_ptr<const eap::Settings> make_settings()
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    crypto::CertificateRequest request;
    request.subject = "gw";
    request.validity = {now, now + std::chrono::days{1}};
    request.key_type = crypto::KeyType::ecdsa_p256;
    const auto made = crypto::issue_self_signed(request).value();
    eap::Settings settings;
    settings.tls = std::make_shared<const crypto::TlsContext>(
        eap::tls_context({made.certificate_pem, made.key_pem},
                         std::make_shared<const crypto::TrustedRoots>())
            .value());
    return std::make_shared<const eap::Settings>(std::move(settings));
}

Octets response(std::uint8_t type, std::uint8_t identifier, View data)
{
    if (type == 0) return copy_of(data);
    Octets packet = eap::write_request(identifier, static_cast<eap::Type>(type), data);
    packet.front() = std::to_underlying(eap::Code::response);
    return packet;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto settings = make_settings();
    using eap::Type;
    Cursor in{View{data, size}};
    const bool tls_first = in.u8() % 2 == 0;
    ZeroRandom random;
    eap::Authenticator authenticator{
        settings,
        tls_first ? std::vector{Type::tls, Type::mschapv2} : std::vector{Type::mschapv2, Type::tls},
        random};
    eap::Outcome outcome = authenticator.begin();
    while (const auto* request = std::get_if<eap::Request>(&outcome)) {
        if (in.remaining() == 0) break;
        const std::uint8_t type = in.u8();
        const View piece = in.take(std::min<std::size_t>(in.u8(), in.remaining()));
        outcome = authenticator.on_response(response(type, request->packet[1], piece));
        if (const auto* turn = std::get_if<crypto::TlsTurn>(&outcome)) {
            outcome = authenticator.on_computed(take_turn(*turn));
        }
    }
    return 0;
}
