// AlgorithmIdentifiers of signatures: RFC 7427, Appendix A; RFC 4055, Section 3.1, for the parameters of RSASSA-PSS.

#include <botan/alg_id.h>
#include <botan/ber_dec.h>
#include <botan/der_enc.h>

#include <algorithm>
#include <array>

#include "crypto/signature.h"

namespace conformance::crypto {

namespace {

using Botan::AlgorithmIdentifier;
using Botan::OID;
using Form = SignatureScheme::Form;

struct Known {
    const char* oid;
    Form form;
    Hash hash;
};

constexpr std::array schemes_known{
    Known{"1.2.840.113549.1.1.5", Form::rsa_pkcs1, Hash::sha1},
    Known{"1.2.840.113549.1.1.11", Form::rsa_pkcs1, Hash::sha2_256},
    Known{"1.2.840.113549.1.1.12", Form::rsa_pkcs1, Hash::sha2_384},
    Known{"1.2.840.113549.1.1.13", Form::rsa_pkcs1, Hash::sha2_512},
    Known{"1.2.840.10045.4.1", Form::ecdsa, Hash::sha1},
    Known{"1.2.840.10045.4.3.2", Form::ecdsa, Hash::sha2_256},
    Known{"1.2.840.10045.4.3.3", Form::ecdsa, Hash::sha2_384},
    Known{"1.2.840.10045.4.3.4", Form::ecdsa, Hash::sha2_512},
};

struct KnownHash {
    const char* oid;
    Hash hash;
};

constexpr std::array hashes_known{
    KnownHash{"1.3.14.3.2.26", Hash::sha1},
    KnownHash{"2.16.840.1.101.3.4.2.1", Hash::sha2_256},
    KnownHash{"2.16.840.1.101.3.4.2.2", Hash::sha2_384},
    KnownHash{"2.16.840.1.101.3.4.2.3", Hash::sha2_512},
};

const char* const oid_of_pss = "1.2.840.113549.1.1.10";
const char* const oid_of_mgf1 = "1.2.840.113549.1.1.8";
constexpr std::size_t usual_salt = 20, longest_salt = 1024, usual_trailer = 1;

AlgorithmIdentifier identifier_of(Hash hash)
{
    return {OID{std::ranges::find(hashes_known, hash, &KnownHash::hash)->oid}, AlgorithmIdentifier::USE_NULL_PARAM};
}

std::optional<Hash> hash_of(const AlgorithmIdentifier& identifier)
{
    const auto oid = identifier.get_oid().to_string();
    const auto found = std::ranges::find_if(hashes_known, [&](const KnownHash& one) { return oid == one.oid; });
    return found == hashes_known.end() ? std::nullopt : std::optional{found->hash};
}

Botan::ASN1_Tag tag(int number) { return static_cast<Botan::ASN1_Tag>(number); }

std::vector<std::uint8_t> pss_parameters(const SignatureScheme& scheme)
{
    std::vector<std::uint8_t> octets;
    const AlgorithmIdentifier mask{OID{oid_of_mgf1}, identifier_of(scheme.hash).BER_encode()};
    Botan::DER_Encoder out{octets};
    out.start_cons(Botan::SEQUENCE);
    out.start_explicit(0).encode(identifier_of(scheme.hash)).end_explicit();
    out.start_explicit(1).encode(mask).end_explicit();
    out.start_explicit(2).encode(scheme.salt).end_explicit();
    out.end_cons();
    return octets;
}

// The field `number`, if it stands next.
std::optional<Botan::BER_Object> field(Botan::BER_Decoder& in, int number)
{
    auto object = in.get_next_object();
    const auto tagged = static_cast<Botan::ASN1_Tag>(Botan::CONTEXT_SPECIFIC | Botan::CONSTRUCTED);
    if (object.is_a(tag(number), tagged)) { return object; }
    if (object.is_set()) { in.push_back(object); }
    return std::nullopt;
}

// What is absent has its default: SHA-1, MGF1 with it, 20 octets of salt.
std::optional<SignatureScheme> read_pss(const std::vector<std::uint8_t>& parameters)
{
    AlgorithmIdentifier hash = identifier_of(Hash::sha1), mask{OID{oid_of_mgf1}, hash.BER_encode()}, mask_hash;
    std::size_t salt = usual_salt, trailer = usual_trailer;
    if (!parameters.empty()) {
        auto in = Botan::BER_Decoder{parameters}.start_cons(Botan::SEQUENCE);
        if (const auto object = field(in, 0)) { Botan::BER_Decoder{*object}.decode(hash).verify_end(); }
        if (const auto object = field(in, 1)) { Botan::BER_Decoder{*object}.decode(mask).verify_end(); }
        if (const auto object = field(in, 2)) { Botan::BER_Decoder{*object}.decode(salt).verify_end(); }
        if (const auto object = field(in, 3)) { Botan::BER_Decoder{*object}.decode(trailer).verify_end(); }
        in.verify_end();
    }
    Botan::BER_Decoder{mask.get_parameters()}.decode(mask_hash);
    const auto known = hash_of(hash);
    const bool is_usual = mask.get_oid() == OID{oid_of_mgf1} && hash_of(mask_hash) == known &&
                          salt <= longest_salt && trailer == usual_trailer;
    return known && is_usual ? std::optional{SignatureScheme{Form::rsa_pss, *known, salt}} : std::nullopt;
}

}  // namespace

Octets algorithm_identifier(const SignatureScheme& scheme)
{
    if (scheme.form == Form::rsa_pss) {
        return AlgorithmIdentifier{OID{oid_of_pss}, pss_parameters(scheme)}.BER_encode();
    }
    const auto form = scheme.form == Form::ecdsa_plain ? Form::ecdsa : scheme.form;
    const auto found = std::ranges::find_if(
        schemes_known, [&](const Known& one) { return one.form == form && one.hash == scheme.hash; });
    const auto parameters = form == Form::rsa_pkcs1 ? AlgorithmIdentifier::USE_NULL_PARAM : AlgorithmIdentifier::USE_EMPTY_PARAM;
    return AlgorithmIdentifier{OID{found->oid}, parameters}.BER_encode();
}

std::optional<SignatureScheme> scheme_of(View octets)
{
    try {
        AlgorithmIdentifier identifier;
        Botan::BER_Decoder{octets.data(), octets.size()}.decode(identifier).verify_end();
        const auto oid = identifier.get_oid().to_string();
        if (oid == oid_of_pss) { return read_pss(identifier.get_parameters()); }
        const auto found = std::ranges::find_if(schemes_known, [&](const Known& one) { return oid == one.oid; });
        return found == schemes_known.end() ? std::nullopt : std::optional{SignatureScheme{found->form, found->hash}};
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace conformance::crypto
