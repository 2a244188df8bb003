#include "ike/authenticator.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ike/numbers.h"

namespace gateway::ike {
namespace {

using crypto::Hash;
using crypto::SignatureForm;
using crypto::SignatureMethod;
using Method = AuthenticationMethod;

struct HashNumber {
    Hash hash;
    std::uint16_t number;  // IANA, IKEv2 Hash Algorithms
    std::uint8_t oid_end;  // of 2.16.840.1.101.3.4.2
    std::uint8_t rsa_end;  // of 1.2.840.113549.1.1
    std::uint8_t ecdsa_end;  // of 1.2.840.10045.4.3
};
constexpr std::array hashes{HashNumber{Hash::sha2_256, 2, 1, 11, 2},
                            HashNumber{Hash::sha2_384, 3, 2, 12, 3},
                            HashNumber{Hash::sha2_512, 4, 3, 13, 4}};

struct PlainEcdsa {
    Method method;
    Hash hash;
    std::size_t bits;
};
constexpr std::array plain_ecdsa{PlainEcdsa{Method::ecdsa_p256, Hash::sha2_256, 256},
                                 PlainEcdsa{Method::ecdsa_p384, Hash::sha2_384, 384},
                                 PlainEcdsa{Method::ecdsa_p521, Hash::sha2_512, 521}};

const HashNumber& row_of(Hash hash)
{
    return *std::ranges::find(hashes, hash, &HashNumber::hash);
}

constexpr std::uint8_t sequence = 0x30;
constexpr std::uint8_t object_identifier = 0x06;
constexpr std::uint8_t integer = 0x02;
const Octets null{0x05, 0x00};

// DER of less than 128 octets.
Octets element(std::uint8_t tag, View content)
{
    const Octets header{tag, static_cast<std::uint8_t>(content.size())};
    return joined({header, content});
}

Octets rsa_oid(std::uint8_t end)
{
    return element(object_identifier, Octets{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, end});
}

Octets hash_identifier(const HashNumber& hash, bool with_null)
{
    const Octets oid = element(object_identifier, Octets{0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
                                                         0x02, hash.oid_end});
    return element(sequence, with_null ? joined({oid, null}) : oid);
}

// RFC 7427, Appendix A.4: hash, mask generation with it, and a salt of its length.
Octets pss_identifier(const HashNumber& hash, bool with_null)
{
    constexpr std::uint8_t mgf1 = 8;
    constexpr std::uint8_t pss = 10;
    const Octets inner = hash_identifier(hash, with_null);
    const Octets mask = element(sequence, joined({rsa_oid(mgf1), inner}));
    const auto salt = static_cast<std::uint8_t>(crypto::size_of(hash.hash));
    const Octets parameters =
        joined({element(0xa0, inner), element(0xa1, mask),
                element(0xa2, element(integer, Octets{salt}))});
    return element(sequence, joined({rsa_oid(pss), element(sequence, parameters)}));
}

// AlgorithmIdentifiers that stand for a method: as this gateway writes it first, then as others may.
std::vector<Octets> identifiers_of(const SignatureMethod& method)
{
    const HashNumber& hash = row_of(method.hash);
    switch (method.form) {
        case SignatureForm::rsa_pkcs1:
            return {element(sequence, joined({rsa_oid(hash.rsa_end), null})),
                    element(sequence, rsa_oid(hash.rsa_end))};
        case SignatureForm::rsa_pss:
            return {pss_identifier(hash, true), pss_identifier(hash, false)};
        case SignatureForm::ecdsa: {
            const Octets oid =
                element(object_identifier,
                        Octets{0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, hash.ecdsa_end});
            return {element(sequence, oid), element(sequence, joined({oid, null}))};
        }
        case SignatureForm::ecdsa_plain:
            break;
    }
    return {};
}

std::optional<SignatureMethod> method_named(View identifier)
{
    for (const HashNumber& hash : hashes) {
        for (const auto form :
             {SignatureForm::rsa_pkcs1, SignatureForm::rsa_pss, SignatureForm::ecdsa}) {
            const SignatureMethod method{form, hash.hash};
            const auto known = identifiers_of(method);
            if (std::ranges::any_of(known, [&](View one) { return equal(one, identifier); })) {
                return method;
            }
        }
    }
    return std::nullopt;
}

// RFC 7427, Section 3.
std::optional<Signature> digital_signature_in(View data)
{
    Cursor in{data};
    const View identifier = in.take(in.u8());
    const auto method = method_named(identifier);
    const View octets = in.take_rest();
    if (!in.ok() || !method) return std::nullopt;
    return Signature{{*method}, copy_of(octets)};
}

}  // namespace

std::optional<Signature> signature_in(const Authenticator& authenticator)
{
    const auto method = static_cast<Method>(authenticator.method);
    if (method == Method::digital_signature) return digital_signature_in(authenticator.data);
    if (method == Method::rsa_signature) {
        // SHA-1 unless told otherwise, and there is no way to tell: RFC 7296, Section 3.8.
        std::vector<SignatureMethod> methods{{SignatureForm::rsa_pkcs1, Hash::sha1}};
        for (const HashNumber& hash : hashes) {
            methods.push_back({SignatureForm::rsa_pkcs1, hash.hash});
        }
        return Signature{methods, authenticator.data};
    }
    const auto plain = std::ranges::find(plain_ecdsa, method, &PlainEcdsa::method);
    if (plain == plain_ecdsa.end()) return std::nullopt;
    return Signature{{{SignatureForm::ecdsa_plain, plain->hash}}, authenticator.data};
}

const std::vector<std::uint16_t>& signature_hashes()
{
    static const std::vector<std::uint16_t> numbers{hashes[0].number, hashes[1].number,
                                                    hashes[2].number};
    return numbers;
}

OwnMethod own_method(const crypto::SigningKey& key, const std::vector<std::uint16_t>& peer_hashes)
{
    const bool elliptic = key.family() == crypto::KeyFamily::ecdsa;
    for (const HashNumber& hash : hashes) {
        if (std::ranges::find(peer_hashes, hash.number) == peer_hashes.end()) continue;
        const auto form = elliptic ? SignatureForm::ecdsa : SignatureForm::rsa_pkcs1;
        return {std::to_underlying(Method::digital_signature), {form, hash.hash}};
    }
    if (!elliptic) {
        return {std::to_underlying(Method::rsa_signature), {SignatureForm::rsa_pkcs1, Hash::sha1}};
    }
    const auto plain = std::ranges::find(plain_ecdsa, key.bits(), &PlainEcdsa::bits);
    const PlainEcdsa& row = plain == plain_ecdsa.end() ? plain_ecdsa.front() : *plain;
    return {std::to_underlying(row.method), {SignatureForm::ecdsa_plain, row.hash}};
}

Authenticator authenticator(const OwnMethod& method, View signature)
{
    if (method.number != std::to_underlying(Method::digital_signature)) {
        return {method.number, copy_of(signature)};
    }
    const Octets identifier = identifiers_of(method.method).front();
    const Octets length{static_cast<std::uint8_t>(identifier.size())};
    return {method.number, joined({length, identifier, signature})};
}

}  // namespace gateway::ike
