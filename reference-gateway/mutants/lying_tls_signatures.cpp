#include "mutants/lying_tls_signatures.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "mutants/lying_tls_server.h"

namespace gateway::mutants {
namespace {

using crypto::SignatureScheme;
using Listed = std::vector<std::uint16_t>;

constexpr auto rsa_pkcs1_sha1 = static_cast<std::uint16_t>(SignatureScheme::rsa_pkcs1_sha1);

tls::TlsListener signing_with_sha_1(std::function<bool(const ClientHello&)> concerns)
{
    Manners manners;
    manners.speak = [](ServerFlight& flight, const ClientHello&) {
        flight.scheme = SignatureScheme::rsa_pkcs1_sha1;
    };
    return serving_by_hand(
        manners, [concerns = std::move(concerns)](const ClientHello& hello, const Truth&) {
            return concerns(hello);
        });
}

}  // namespace

tls::TlsListener signing_with_sha_1_alone()
{
    return signing_with_sha_1([](const ClientHello& hello) {
        return hello.numbers_in(extension::signature_algorithms) == Listed{rsa_pkcs1_sha1};
    });
}

tls::TlsListener signing_with_sha_1_rather()
{
    return signing_with_sha_1([](const ClientHello& hello) {
        const Listed listed = hello.numbers_in(extension::signature_algorithms);
        return listed.size() > 1 && std::ranges::find(listed, rsa_pkcs1_sha1) != listed.end();
    });
}

tls::TlsListener signing_with_sha_1_unasked()
{
    return signing_with_sha_1([](const ClientHello& hello) {
        return hello.find(extension::signature_algorithms) == nullptr;
    });
}

}  // namespace gateway::mutants
