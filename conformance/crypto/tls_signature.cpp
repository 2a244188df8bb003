#include "crypto/tls_signature.h"

#include <botan/pubkey.h>

#include <algorithm>
#include <array>

#include "crypto/parsed_certificate.h"

namespace conformance::crypto {

namespace {

constexpr std::size_t md5_octets = 16;

struct Scheme {
    std::uint16_t number;
    const char* key;      // as the library names it
    const char* padding;  // and what it does to the message
};

constexpr std::array schemes_known{
    Scheme{0x0804, "RSA", "PSSR(SHA-256,MGF1,32)"},
    Scheme{0x0805, "RSA", "PSSR(SHA-384,MGF1,48)"},
    Scheme{0x0806, "RSA", "PSSR(SHA-512,MGF1,64)"},
    Scheme{0x0401, "RSA", "EMSA3(SHA-256)"},
    Scheme{0x0501, "RSA", "EMSA3(SHA-384)"},
    Scheme{0x0601, "RSA", "EMSA3(SHA-512)"},
    Scheme{0x0301, "RSA", "EMSA3(SHA-224)"},
    Scheme{0x0201, "RSA", "EMSA3(SHA-1)"},
    Scheme{0x0101, "RSA", "EMSA3(MD5)"},
    Scheme{0x0403, "ECDSA", "EMSA1(SHA-256)"},
    Scheme{0x0503, "ECDSA", "EMSA1(SHA-384)"},
    Scheme{0x0603, "ECDSA", "EMSA1(SHA-512)"},
    Scheme{0x0303, "ECDSA", "EMSA1(SHA-224)"},
    Scheme{0x0203, "ECDSA", "EMSA1(SHA-1)"},
    Scheme{0x0402, "DSA", "EMSA1(SHA-256)"},
    Scheme{0x0202, "DSA", "EMSA1(SHA-1)"},
    Scheme{0x0807, "Ed25519", "Pure"},
};

const Scheme* known(std::uint16_t number)
{
    const auto found = std::ranges::find(schemes_known, number, &Scheme::number);
    return found == schemes_known.end() ? nullptr : &*found;
}

Botan::Signature_Format format_of(const std::string& key)
{
    return key == "ECDSA" || key == "DSA" ? Botan::DER_SEQUENCE : Botan::IEEE_1363;
}

const char* old_padding(const std::string& key)
{
    return key == "RSA" ? "EMSA3(Raw)" : "Raw";
}

View old_digest(const std::string& key, View digests)
{
    return key == "RSA" ? digests : digests.subspan(md5_octets);
}

SignatureCheck checked(const Botan::Public_Key& key, const char* padding, View message,
                       View signature)
{
    try {
        Botan::PK_Verifier verifier{key, padding, format_of(key.algo_name())};
        return verifier.verify_message(message.data(), message.size(), signature.data(),
                                       signature.size())
                   ? SignatureCheck::good
                   : SignatureCheck::bad;
    } catch (const Botan::Lookup_Error&) {
        return SignatureCheck::unknown;
    } catch (const std::exception&) {
        return SignatureCheck::bad;
    }
}

}  // namespace

SignatureCheck check_signature(View certificate, std::uint16_t scheme, View message, View signature)
{
    const auto* wanted = known(scheme);
    const auto key = key_of(certificate);
    if (wanted == nullptr || key == nullptr) {
        return SignatureCheck::unknown;
    }
    if (key->algo_name() != wanted->key) {
        return SignatureCheck::bad;
    }
    return checked(*key, wanted->padding, message, signature);
}

SignatureCheck check_old_signature(View certificate, View digests, View signature)
{
    const auto key = key_of(certificate);
    if (key == nullptr || digests.size() < md5_octets) {
        return SignatureCheck::unknown;
    }
    const auto name = key->algo_name();
    return checked(*key, old_padding(name), old_digest(name, digests), signature);
}

std::optional<SignatureScheme> own_scheme(std::uint16_t number)
{
    using Form = SignatureScheme::Form;
    switch (number) {
        case 0x0804:
            return rsa_pss(Hash::sha2_256);
        case 0x0805:
            return rsa_pss(Hash::sha2_384);
        case 0x0806:
            return rsa_pss(Hash::sha2_512);
        case 0x0401:
            return SignatureScheme{Form::rsa_pkcs1, Hash::sha2_256};
        case 0x0501:
            return SignatureScheme{Form::rsa_pkcs1, Hash::sha2_384};
        case 0x0601:
            return SignatureScheme{Form::rsa_pkcs1, Hash::sha2_512};
        case 0x0403:
            return SignatureScheme{Form::ecdsa, Hash::sha2_256};
        case 0x0503:
            return SignatureScheme{Form::ecdsa, Hash::sha2_384};
        case 0x0603:
            return SignatureScheme{Form::ecdsa, Hash::sha2_512};
        default:
            return std::nullopt;
    }
}

}  // namespace conformance::crypto
