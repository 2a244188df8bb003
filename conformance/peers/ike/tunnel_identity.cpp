#include "peers/ike/tunnel_identity.h"

#include "crypto/certificate.h"
#include "crypto/subject.h"

namespace conformance::peers::ike {

using namespace wire::ike;

Identification identity_of(View certificate)
{
    if (auto subject = crypto::subject_of(certificate); !subject.empty()) {
        return {static_cast<std::uint8_t>(IdentificationType::der_asn1_dn), 0, std::move(subject)};
    }
    const auto read = crypto::Certificate::read(certificate);
    const auto name = read && read->has_dns_names() ? read->dns_names.front() : std::string{"client.invalid"};
    return {static_cast<std::uint8_t>(IdentificationType::fqdn), 0, {name.begin(), name.end()}};
}

Identification identity_of_user(const std::string& user)
{
    const auto type =
        user.find('@') == std::string::npos ? IdentificationType::fqdn : IdentificationType::rfc822_address;
    return {static_cast<std::uint8_t>(type), 0, {user.begin(), user.end()}};
}

Identification identity_for_eap(const Bench& bench)
{
    if (bench.target.login) { return identity_of_user(bench.target.login->user); }
    return bench.credentials == nullptr ? identity_of_user("client.invalid") : identity_of(bench.credentials->certificates().front());
}

Payload certificate_request(Bench& bench)
{
    constexpr std::size_t digest_octets = 20;
    auto authority = bench.credentials == nullptr ? bench.random.octets(digest_octets)
                                                  : crypto::key_digest_of(bench.credentials->certificates().back());
    return payload(PayloadType::certificate_request, Certificate{certificate_x509_signature, std::move(authority)});
}

}  // namespace conformance::peers::ike
