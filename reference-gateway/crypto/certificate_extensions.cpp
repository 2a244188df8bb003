#include "crypto/certificate_extensions.h"

namespace gateway::crypto {
namespace {

bool add(X509& certificate, X509& issuer, int nid, const char* value)
{
    X509V3_CTX around{};
    X509V3_set_ctx_nodb(&around);
    X509V3_set_ctx(&around, &issuer, &certificate, nullptr, nullptr, 0);
    const ExtensionPointer extension{X509V3_EXT_conf_nid(nullptr, &around, nid, value)};
    return extension != nullptr && X509_add_ext(&certificate, extension.get(), -1) == 1;
}

// A name is handed over as an ASN.1 value, never as configuration text that it could break out of.
bool append(GENERAL_NAMES& names, int type, ASN1_STRING* value)
{
    GENERAL_NAME* name = value == nullptr ? nullptr : GENERAL_NAME_new();
    if (name == nullptr) {
        ASN1_STRING_free(value);
        return false;
    }
    GENERAL_NAME_set0_value(name, type, value);
    if (sk_GENERAL_NAME_push(&names, name) > 0) return true;
    GENERAL_NAME_free(name);
    return false;
}

ASN1_STRING* ia5_string(const std::string& text)
{
    ASN1_STRING* string = ASN1_IA5STRING_new();
    if (string != nullptr &&
        ASN1_STRING_set(string, text.data(), static_cast<int>(text.size())) != 1) {
        ASN1_STRING_free(string);
        return nullptr;
    }
    return string;
}

bool add_subject_alternative_names(X509& certificate, const CertificateRequest& request)
{
    if (request.dns_names.empty() && request.addresses.empty()) return true;
    const GeneralNamesPointer names{GENERAL_NAMES_new()};
    if (names == nullptr) return false;
    for (const std::string& name : request.dns_names) {
        if (!append(*names, GEN_DNS, ia5_string(name))) return false;
    }
    for (const std::string& address : request.addresses) {
        if (!append(*names, GEN_IPADD, a2i_IPADDRESS(address.c_str()))) return false;
    }
    return X509_add1_ext_i2d(&certificate, NID_subject_alt_name, names.get(), 0,
                             X509V3_ADD_APPEND) == 1;
}

// RFC 5280, 4.2.1.3: keyEncipherment belongs to RSA keys only, which static RSA suites use.
const char* key_usage_of(const CertificateRequest& request)
{
    if (request.role == CertificateRole::authority) return "critical,keyCertSign,cRLSign";
    if (request.key_type == KeyType::ecdsa_p256) return "critical,digitalSignature";
    return "critical,digitalSignature,keyEncipherment";
}

}  // namespace

bool add_extensions(X509& certificate, X509& issuer, const CertificateRequest& request)
{
    const bool authority = request.role == CertificateRole::authority;
    const char* purpose = request.role == CertificateRole::client ? "clientAuth" : "serverAuth";
    return add(certificate, issuer, NID_basic_constraints,
               authority ? "critical,CA:TRUE" : "critical,CA:FALSE") &&
           add(certificate, issuer, NID_key_usage, key_usage_of(request)) &&
           (authority || add(certificate, issuer, NID_ext_key_usage, purpose)) &&
           add(certificate, issuer, NID_subject_key_identifier, "hash") &&
           add(certificate, issuer, NID_authority_key_identifier, "keyid") &&
           add_subject_alternative_names(certificate, request);
}

}  // namespace gateway::crypto
