#include "mutants/lying_tls_certificates.h"

#include <functional>
#include <utility>

#include "crypto/certificate.h"
#include "crypto/certificate_reading.h"
#include "mutants/lying_tls_flight.h"
#include "mutants/lying_tls_fork.h"

namespace gateway::mutants {
namespace {

using crypto::CertificateRequest;
using crypto::KeyType;
using crypto::ServerIdentity;
using Outcome = std::expected<ServerIdentity, std::string>;
using namespace std::chrono_literals;

CertificateRequest authority_for(const CertificateRequest& leaf, const std::string& name)
{
    const std::chrono::sys_seconds now =
        std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return {
        .role = crypto::CertificateRole::authority,
        .subject = name,
        .validity = {now - 24h * 3650, now + 24h * 3650},
        .key_type = leaf.key_type == KeyType::ecdsa_p256 ? KeyType::ecdsa_p256 : KeyType::rsa_2048};
}

// A chain of leaf, intermediate and root; `in_order` as RFC 5246 wants it.
Outcome chain_for(const CertificateRequest& leaf, bool in_order)
{
    const auto root = crypto::issue_self_signed(authority_for(leaf, "Root"));
    if (!root) return std::unexpected(root.error());
    const auto middle = crypto::issue_certificate(authority_for(leaf, "Intermediate"), *root);
    if (!middle) return std::unexpected(middle.error());
    const auto issued = crypto::issue_certificate(leaf, *middle);
    if (!issued) return std::unexpected(issued.error());
    const std::string& second = (in_order ? middle : root)->certificate_pem;
    const std::string& third = (in_order ? root : middle)->certificate_pem;
    return ServerIdentity{issued->certificate_pem + second + third, issued->key_pem};
}

// Security level 0: OpenSSL would rather not serve weak keys and hashes.
tls::TlsListener serving(const std::function<Outcome(CertificateRequest)>& identity)
{
    return [identity](tls::TlsSettings settings,
                      StreamCoreFactory inner) -> std::expected<StreamCoreFactory, std::string> {
        auto like = crypto::request_like(settings.identity.chain_pem);
        if (!like) return std::unexpected(like.error());
        auto made = identity(std::move(*like));
        if (!made) return std::unexpected(made.error());
        settings.identity = std::move(*made);
        settings.security_level = 0;
        return tls::tls_listener(settings, std::move(inner));
    };
}

using Change = std::function<void(CertificateRequest&)>;

tls::TlsListener serving_with(const Change& change)
{
    return serving([change](CertificateRequest request) {
        change(request);
        return chain_for(request, true);
    });
}

// Selects an ECDSA suite, with this identity, for a client that offers none of the edition's.
tls::TlsListener selecting_ecdsa_as(ServerIdentity identity)
{
    constexpr std::uint16_t ecdhe_ecdsa_aes_128_gcm = 0xc02b;
    return lying_listener(
        {.concerns =
             [](const ClientHello& hello, const Truth& truth) {
                 return hello.highest_version() == tls_1_2 &&
                        hello.offers_suite(ecdhe_ecdsa_aes_128_gcm) &&
                        !hello.offers_any(truth.suites_1_2);
             },
         .answer = [identity = std::move(identity)](const ClientHello& hello, const Truth&) -> Told {
             return {encode(flight_for(hello, tls_1_2, ecdhe_ecdsa_aes_128_gcm), identity)};
         }});
}

tls::TlsListener serving_beside(const Change& change)
{
    return [change](const tls::TlsSettings& settings,
                    StreamCoreFactory inner) -> std::expected<StreamCoreFactory, std::string> {
        auto like = crypto::request_like(settings.identity.chain_pem);
        if (!like) return std::unexpected(like.error());
        like->key_type = KeyType::ecdsa_p256;
        change(*like);
        auto made = chain_for(*like, true);
        if (!made) return std::unexpected(made.error());
        return selecting_ecdsa_as(std::move(*made))(settings, std::move(inner));
    };
}

void name_another(CertificateRequest& request)
{
    request.subject = "another.example";
    request.dns_names = {"another.example"};
    request.addresses = {"192.0.2.77"};
}

void expire(CertificateRequest& request)
{
    const std::chrono::sys_seconds begun = request.validity.from;
    request.validity = {begun - 24h * 400, begun - 24h * 30};
}

}  // namespace

tls::TlsListener with_the_chain_out_of_order()
{
    return serving([](const CertificateRequest& request) { return chain_for(request, false); });
}

tls::TlsListener with_the_name_of_another()
{
    return serving_with(name_another);
}

tls::TlsListener with_an_expired_certificate()
{
    return serving_with(expire);
}

tls::TlsListener with_a_certificate_of_the_future()
{
    return serving_with([](CertificateRequest& request) {
        const std::chrono::sys_seconds ends = request.validity.until;
        request.validity = {ends + 24h * 30, ends + 24h * 400};
    });
}

tls::TlsListener with_an_rsa_key_of_1024_bits()
{
    return serving_with([](CertificateRequest& request) { request.key_type = KeyType::rsa_1024; });
}

tls::TlsListener with_a_certificate_signed_with_sha_1()
{
    return serving_with(
        [](CertificateRequest& request) { request.signature_hash = crypto::SignatureHash::sha1; });
}

tls::TlsListener with_an_expired_certificate_beside()
{
    return serving_beside(expire);
}

tls::TlsListener with_the_name_of_another_beside()
{
    return serving_beside(name_another);
}

}  // namespace gateway::mutants
