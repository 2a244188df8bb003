#include "crypto/certificate.h"

#include <botan/alg_id.h>
#include <botan/oids.h>
#include <botan/x509_ext.h>

#include <algorithm>
#include <cctype>

#include "crypto/parsed_certificate.h"
#include "crypto/signature_algorithm.h"

namespace conformance::crypto {

struct Certificate::Parsed : ParsedCertificate {
    using ParsedCertificate::ParsedCertificate;
};

namespace {

// "2026/11/22 02:29:22 UTC" in the form of RFC 3339.
std::string text_of(const Botan::X509_Time& time)
{
    auto text = time.readable_string();
    std::ranges::replace(text, '/', '-');
    return text.substr(0, 10) + "T" + text.substr(11, 8) + "Z";
}

std::string lower(std::string_view text)
{
    std::string result{text};
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

void read_key(const ParsedCertificate& certificate, Certificate& result)
{
    if (const auto key = certificate.key()) {
        result.key_algorithm = key->algo_name();
        result.key_bits = key->key_length();
        return;
    }
    const auto oid = certificate.key_oid();
    const auto name = Botan::OIDS::oid2str_or_empty(Botan::OID{oid});
    result.key_algorithm = name.empty() ? oid : name;
}

}  // namespace

std::optional<Certificate> Certificate::read(View der)
{
    try {
        auto parsed = std::make_shared<Parsed>(der);
        const auto& certificate = parsed->content();
        Certificate result;
        result.subject = certificate.subject_dn().to_string();
        result.issuer = certificate.issuer_dn().to_string();
        result.common_name = certificate.subject_dn().get_first_attribute("X520.CommonName");
        result.dns_names = certificate.subject_alt_name().get_attribute("DNS");
        result.addresses = certificate.subject_alt_name().get_attribute("IP");
        result.not_before = text_of(certificate.not_before());
        result.not_after = text_of(certificate.not_after());
        read_key(*parsed, result);
        auto signature = signature_algorithm_of(certificate);
        result.signature_algorithm = std::move(signature.name);
        result.signature_hash = std::move(signature.hash);
        result.self_issued = certificate.subject_dn() == certificate.issuer_dn();
        result.parsed_ = std::move(parsed);
        return result;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

bool Certificate::is_issued_by(const Certificate& other) const
{
    if (parsed_->content().issuer_dn() != other.parsed_->content().subject_dn()) {
        return false;
    }
    const auto key = other.parsed_->key();
    if (key == nullptr) {
        return true;  // the names agree, and the library cannot say more
    }
    try {
        // Every other status says something of the library.
        return parsed_->verify(*key) != Botan::Certificate_Status_Code::SIGNATURE_ERROR;
    } catch (const std::exception&) {
        return true;
    }
}

bool Certificate::names(std::string_view wanted) const
{
    if (std::ranges::find(addresses, std::string{wanted}) != addresses.end()) {
        return true;
    }
    if (dns_names.empty()) {
        return matches_name(common_name, wanted);
    }
    return std::ranges::any_of(dns_names,
                               [&](const auto& name) { return matches_name(name, wanted); });
}

bool matches_name(std::string_view pattern, std::string_view host)
{
    const auto own = lower(pattern);
    auto wanted = lower(host);
    if (!own.starts_with("*.")) {
        return !own.empty() && own == wanted;
    }
    const auto dot = wanted.find('.');
    return dot != std::string::npos && dot != 0 && wanted.substr(dot) == own.substr(1);
}

}  // namespace conformance::crypto
