#include "crypto/signature.h"

#include <botan/alg_id.h>
#include <botan/data_src.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>

#include <array>

#include "crypto/botan_random.h"
#include "crypto/parsed_certificate.h"

namespace conformance::crypto {

namespace {

using Form = SignatureScheme::Form;

std::string name_of(Hash hash)
{
    switch (hash) {
        case Hash::sha1: return "SHA-1";
        case Hash::sha2_256: return "SHA-256";
        case Hash::sha2_384: return "SHA-384";
        case Hash::sha2_512: return "SHA-512";
    }
    return "";
}

// What the library does to the message.
std::string padding_of(const SignatureScheme& scheme)
{
    const auto hash = name_of(scheme.hash);
    switch (scheme.form) {
        case Form::rsa_pkcs1: return "EMSA3(" + hash + ")";
        case Form::rsa_pss: return "PSSR(" + hash + ",MGF1," + std::to_string(scheme.salt) + ")";
        case Form::ecdsa:
        case Form::ecdsa_plain: return "EMSA1(" + hash + ")";
    }
    return "";
}

bool is_of_kind(const Botan::Public_Key& key, Form form)
{
    const bool is_rsa = form == Form::rsa_pkcs1 || form == Form::rsa_pss;
    return key.algo_name() == (is_rsa ? "RSA" : "ECDSA");
}

Botan::Signature_Format format_of(Form form) { return form == Form::ecdsa ? Botan::DER_SEQUENCE : Botan::IEEE_1363; }

}  // namespace

std::size_t octets_of(Hash hash)
{
    switch (hash) {
        case Hash::sha1: return 20;
        case Hash::sha2_256: return 32;
        case Hash::sha2_384: return 48;
        case Hash::sha2_512: return 64;
    }
    return 0;
}

SignatureScheme rsa_pss(Hash hash) { return {Form::rsa_pss, hash, octets_of(hash)}; }

std::string to_string(const SignatureScheme& scheme)
{
    constexpr std::array forms{"RSASSA-PKCS1-v1_5", "RSASSA-PSS", "ECDSA", "ECDSA (plain)"};
    auto text = std::string{forms.at(static_cast<std::size_t>(scheme.form))} + " with ";
    text += scheme.hash == Hash::sha1 ? "SHA-1" : "SHA2" + name_of(scheme.hash).substr(3);
    if (scheme.form == Form::rsa_pss && scheme.salt != octets_of(scheme.hash)) {
        text += " and a salt of " + std::to_string(scheme.salt) + " octets";
    }
    return text;
}

std::optional<SignatureScheme> scheme_named(const std::string& words)
{
    for (const auto form : {Form::rsa_pkcs1, Form::rsa_pss, Form::ecdsa, Form::ecdsa_plain}) {
        for (const auto hash : {Hash::sha1, Hash::sha2_256, Hash::sha2_384, Hash::sha2_512}) {
            const auto scheme = form == Form::rsa_pss ? rsa_pss(hash) : SignatureScheme{form, hash};
            if (to_string(scheme) == words) { return scheme; }
        }
    }
    return std::nullopt;
}

SignatureCheck check_signature(View certificate, const SignatureScheme& scheme, View message, View signature)
{
    const auto key = key_of(certificate);
    if (key == nullptr) { return SignatureCheck::unknown; }
    if (!is_of_kind(*key, scheme.form)) { return SignatureCheck::bad; }
    try {
        Botan::PK_Verifier verifier{*key, padding_of(scheme), format_of(scheme.form)};
        const bool good = verifier.verify_message(message.data(), message.size(), signature.data(), signature.size());
        return good ? SignatureCheck::good : SignatureCheck::bad;
    } catch (const Botan::Lookup_Error&) {
        return SignatureCheck::unknown;
    } catch (const std::exception&) {
        return SignatureCheck::bad;
    }
}

struct PrivateKey::Key {
    std::unique_ptr<Botan::Private_Key> key;
};

std::optional<PrivateKey> PrivateKey::read(const std::string& pem)
{
    try {
        Botan::DataSource_Memory source{pem};
        PrivateKey result;
        result.key_ = std::make_shared<const Key>(Botan::PKCS8::load_key(source));
        return result;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

bool PrivateKey::belongs_to(View certificate) const
{
    const auto key = key_of(certificate);
    return key != nullptr && key->algo_name() == key_->key->algo_name() &&
           key->public_key_bits() == key_->key->public_key_bits();
}

std::optional<Octets> PrivateKey::sign(const SignatureScheme& scheme, View message, Random& random) const
{
    if (!is_of_kind(*key_->key, scheme.form)) { return std::nullopt; }
    try {
        BotanRandom adapter{random};
        Botan::PK_Signer signer{*key_->key, adapter, padding_of(scheme), format_of(scheme.form)};
        return signer.sign_message(message.data(), message.size(), adapter);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace conformance::crypto
