#include "crypto/certificate_reading.h"

#include <arpa/inet.h>

#include <array>

#include "crypto/certificate_pem.h"

namespace gateway::crypto {
namespace {

std::string text_of(const ASN1_STRING* string)
{
    const unsigned char* octets = ASN1_STRING_get0_data(string);
    return {octets, octets + ASN1_STRING_length(string)};
}

std::string address_of(const ASN1_STRING* octets)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const int family = ASN1_STRING_length(octets) == 4 ? AF_INET : AF_INET6;
    if (family == AF_INET6 && ASN1_STRING_length(octets) != 16) return {};
    return inet_ntop(family, ASN1_STRING_get0_data(octets), text.data(), text.size());
}

std::string common_name(const X509& certificate)
{
    const X509_NAME* subject = X509_get_subject_name(&certificate);
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0) return {};
    return text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
}

void read_names(const X509& certificate, CertificateRequest& request)
{
    const GeneralNamesPointer names{static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr))};
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int type = 0;
        const void* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type);
        const auto* string = static_cast<const ASN1_STRING*>(value);
        if (type == GEN_DNS) request.dns_names.push_back(text_of(string));
        if (type == GEN_IPADD) request.addresses.push_back(address_of(string));
    }
}

std::chrono::sys_seconds moment(const ASN1_TIME* time)
{
    int days = 0;
    int seconds = 0;
    const std::unique_ptr<ASN1_TIME, Release<ASN1_STRING_free>> epoch{ASN1_TIME_set(nullptr, 0)};
    ASN1_TIME_diff(&days, &seconds, epoch.get(), time);
    return std::chrono::sys_seconds{std::chrono::days{days} + std::chrono::seconds{seconds}};
}

}  // namespace

std::expected<std::vector<Octets>, std::string> to_der(const std::string& chain_pem)
{
    const auto chain = certificates_from_pem(chain_pem);
    if (!chain) return std::unexpected(chain.error());
    std::vector<Octets> encoded;
    for (const CertificatePointer& certificate : *chain) {
        Octets der(static_cast<std::size_t>(i2d_X509(certificate.get(), nullptr)));
        unsigned char* at = der.data();
        i2d_X509(certificate.get(), &at);
        encoded.push_back(std::move(der));
    }
    return encoded;
}

std::expected<CertificateRequest, std::string> request_like(const std::string& chain_pem)
{
    const auto chain = certificates_from_pem(chain_pem);
    if (!chain) return std::unexpected(chain.error());
    X509& leaf = *chain->front();
    CertificateRequest request;
    request.role = X509_check_ca(&leaf) == 1 ? CertificateRole::authority : CertificateRole::server;
    request.subject = common_name(leaf);
    read_names(leaf, request);
    request.validity = {moment(X509_get0_notBefore(&leaf)), moment(X509_get0_notAfter(&leaf))};
    const EVP_PKEY* key = X509_get0_pubkey(&leaf);
    const bool rsa = key != nullptr && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
    request.key_type = rsa ? KeyType::rsa_2048 : KeyType::ecdsa_p256;
    return request;
}

}  // namespace gateway::crypto
