#include "crypto/parsed_certificate.h"

#include <botan/ber_dec.h>
#include <botan/data_src.h>
#include <botan/der_enc.h>

namespace conformance::crypto {

namespace {

using Botan::AlgorithmIdentifier;
using Botan::OID;
using Octet = std::uint8_t;

const OID rsa{"1.2.840.113549.1.1.1"};
const OID rsassa_pss{"1.2.840.113549.1.1.10"};
const OID ed25519{"1.3.101.112"};
constexpr std::size_t ed25519_octets = 32;

// Of what a gateway shows: an RSA key of up to 8192 bits with a usual exponent, and any other that a library counts with in no time.
// A self-signed certificate is verified when it is loaded, and one of 65536 bits would take hours.
bool is_of_bearable_length(const AlgorithmIdentifier& algorithm, const std::vector<Octet>& bits)
{
    constexpr std::size_t longest_key = 1100, longest_parameters = 900;  // octets
    return bits.size() <= longest_key && algorithm.get_parameters().size() <= longest_parameters;
}

std::vector<Botan::BER_Object> elements(Botan::BER_Decoder list)
{
    std::vector<Botan::BER_Object> all;
    while (list.more_items()) {
        all.push_back(list.get_next_object());
    }
    return all;
}

void encode(Botan::DER_Encoder& out, const Botan::BER_Object& element)
{
    out.add_object(element.type(), element.get_class(), element.bits(), element.length());
}

}  // namespace

// The elements of the certificate and of what is signed in it.
struct ParsedCertificate::Outline {
    std::vector<Botan::BER_Object> whole, body;

    explicit Outline(View der)
        : whole{elements(Botan::BER_Decoder{der.data(), der.size()}.start_cons(Botan::SEQUENCE))}
    {
        if (whole.empty()) {
            throw Botan::Decoding_Error{"an empty certificate"};
        }
        body = elements(Botan::BER_Decoder{whole[0].bits(), whole[0].length()});
        if (body.size() <= key_at()) {
            throw Botan::Decoding_Error{"a certificate without a key"};
        }
    }

    // Behind a version, if there is one: number, signature, issuer, dates, subject.
    [[nodiscard]] std::size_t key_at() const
    {
        const auto tagged = static_cast<Botan::ASN1_Tag>(Botan::CONTEXT_SPECIFIC | Botan::CONSTRUCTED);
        const bool has_version = !body.empty() && body[0].get_class() == tagged;
        return has_version ? 6 : 5;
    }

    void read_key(AlgorithmIdentifier& algorithm, std::vector<Octet>& bits) const
    {
        const auto& key = body[key_at()];
        Botan::BER_Decoder{key.bits(), key.length()}.decode(algorithm).decode(bits, Botan::BIT_STRING);
    }

    // The same certificate with another key.
    [[nodiscard]] std::vector<Octet> with_key(const AlgorithmIdentifier& algorithm, const std::vector<Octet>& bits) const
    {
        std::vector<Octet> octets;
        Botan::DER_Encoder out{octets};
        out.start_cons(Botan::SEQUENCE).start_cons(Botan::SEQUENCE);
        for (std::size_t i = 0; i < body.size(); ++i) {
            if (i != key_at()) {
                encode(out, body[i]);
                continue;
            }
            out.start_cons(Botan::SEQUENCE).encode(algorithm).encode(bits, Botan::BIT_STRING).end_cons();
        }
        out.end_cons();
        for (std::size_t i = 1; i < whole.size(); ++i) {
            encode(out, whole[i]);
        }
        out.end_cons();
        return octets;
    }
};

ParsedCertificate::Signed::Signed(View der)
{
    Botan::DataSource_Memory source{der.data(), der.size()};
    load_data(source);
}

ParsedCertificate::ParsedCertificate(View der) : signed_{der}
{
    const Outline outline{der};
    std::vector<Octet> bits;
    outline.read_key(key_, bits);
    key_is_known_ = is_of_bearable_length(key_, bits) && take(der, outline, bits);
    if (!key_is_known_) {
        // Any key that the library knows will do, to learn whether all else can be read.
        const AlgorithmIdentifier other{ed25519, AlgorithmIdentifier::USE_EMPTY_PARAM};
        content_ = Botan::X509_Certificate{outline.with_key(other, std::vector<Octet>(ed25519_octets))};
    }
}

// Whether the library knows the key.
bool ParsedCertificate::take(View der, const Outline& outline, const std::vector<Octet>& bits)
{
    if (key_.get_oid() == rsassa_pss) {
        content_ = Botan::X509_Certificate{
            outline.with_key(AlgorithmIdentifier{rsa, AlgorithmIdentifier::USE_NULL_PARAM}, bits)};
        return true;
    }
    try {
        content_ = Botan::X509_Certificate{der.data(), der.size()};
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

std::unique_ptr<Botan::Public_Key> ParsedCertificate::key() const
{
    if (!key_is_known_) {
        return nullptr;
    }
    try {
        return content_.load_subject_public_key();
    } catch (const std::exception&) {
        return nullptr;
    }
}

Botan::Certificate_Status_Code ParsedCertificate::verify(const Botan::Public_Key& issuer) const
{
    return signed_.verify_signature(issuer);
}

std::unique_ptr<Botan::Public_Key> key_of(View certificate)
{
    try {
        return ParsedCertificate{certificate}.key();
    } catch (const std::exception&) {
        return nullptr;
    }
}

}  // namespace conformance::crypto
