#include "peers/ike/authentication.h"

#include <algorithm>
#include <array>

#include "crypto/certificate.h"
#include "crypto/prf.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;
using crypto::Hash;
using crypto::SignatureCheck;
using crypto::SignatureScheme;
using Form = SignatureScheme::Form;
using Method = AuthenticationMethod;

constexpr std::array hashes_known{Hash::sha2_256, Hash::sha2_384, Hash::sha2_512, Hash::sha1};

// RFC 4754, Section 1: each method has its curve and its hash.
struct Curve {
    Method method;
    std::size_t bits;
    Hash hash;
};
constexpr std::array curves{Curve{Method::ecdsa_p256, 256, Hash::sha2_256}, Curve{Method::ecdsa_p384, 384, Hash::sha2_384},
                            Curve{Method::ecdsa_p521, 521, Hash::sha2_512}};

const Curve* curve_of(const crypto::Certificate& certificate)
{
    const auto found = std::ranges::find(curves, certificate.key_bits, &Curve::bits);
    return certificate.key_algorithm == "ECDSA" && found != curves.end() ? &*found : nullptr;
}

// The peer's hash that suits best: never SHA-1, which RFC 8247, Section 3.2, forbids here.
std::optional<Hash> common_hash(const std::vector<std::uint16_t>& theirs, Hash wanted)
{
    for (const auto hash : {wanted, Hash::sha2_256, Hash::sha2_384, Hash::sha2_512}) {
        if (std::ranges::find(theirs, static_cast<std::uint16_t>(hash)) != theirs.end()) { return hash; }
    }
    return std::nullopt;
}

Verified verify_as(View certificate, const SignatureScheme& scheme, View octets, View signature)
{
    return {crypto::check_signature(certificate, scheme, octets, signature), scheme};
}

// The method leaves the hash open.
Verified verify_rsa(View certificate, View octets, View signature)
{
    Verified verified;
    for (const auto hash : hashes_known) {
        verified = verify_as(certificate, {Form::rsa_pkcs1, hash}, octets, signature);
        if (verified.check != SignatureCheck::bad) { return verified; }
    }
    return {verified.check, std::nullopt};
}

Verified verify_ecdsa(const Curve& curve, View certificate, View octets, View signature)
{
    const auto read = crypto::Certificate::read(certificate);
    if (read && curve_of(*read) != &curve) { return {SignatureCheck::bad, SignatureScheme{Form::ecdsa_plain, curve.hash}}; }
    return verify_as(certificate, {Form::ecdsa_plain, curve.hash}, octets, signature);
}

Verified verify_digital(const Authentication& authentication, View certificate, View octets)
{
    const auto identifier = algorithm_identifier_of(authentication);
    if (!identifier) { return {SignatureCheck::bad, std::nullopt}; }
    const auto scheme = crypto::scheme_of(*identifier);
    if (!scheme) { return {}; }
    return verify_as(certificate, *scheme, octets, View{authentication.data}.subspan(1 + identifier->size()));
}

}  // namespace

Octets octets_to_sign(const Signer& signer, const Payload& identification)
{
    Octets octets{signer.message.begin(), signer.message.end()};
    append(octets, signer.nonce);
    append(octets, crypto::prf(signer.prf, signer.key, encode_body(identification)));
    return octets;
}

std::optional<std::vector<std::uint16_t>> signature_hashes(const Message& message)
{
    const auto* notify = message.notify(NotifyType::signature_hash_algorithms);
    if (notify == nullptr) { return std::nullopt; }
    std::vector<std::uint16_t> hashes;
    for (std::size_t i = 0; i + 1 < notify->data.size(); i += 2) {
        hashes.push_back(static_cast<std::uint16_t>(notify->data[i] << 8 | notify->data[i + 1]));
    }
    return hashes;
}

Payload signature_hash_algorithms(const std::vector<std::uint16_t>& hashes)
{
    wire::Writer out;
    for (const auto hash : hashes) {
        out.u16("Hash Algorithm", hash);
    }
    return notify(NotifyType::signature_hash_algorithms, out.take());
}

std::optional<OwnMethod> method_for(View certificate, const std::optional<std::vector<std::uint16_t>>& hashes)
{
    const auto read = crypto::Certificate::read(certificate);
    if (!read) { return std::nullopt; }
    const auto* curve = curve_of(*read);
    const bool is_rsa = read->key_algorithm == "RSA";
    if (!is_rsa && curve == nullptr) { return std::nullopt; }
    const auto wanted = is_rsa ? Hash::sha2_256 : curve->hash;
    if (const auto hash = hashes ? common_hash(*hashes, wanted) : std::nullopt) {
        return OwnMethod{Method::digital_signature, is_rsa ? crypto::rsa_pss(*hash) : SignatureScheme{Form::ecdsa, *hash}};
    }
    return is_rsa ? OwnMethod{Method::rsa_signature, {Form::rsa_pkcs1, Hash::sha1}}
                  : OwnMethod{curve->method, {Form::ecdsa_plain, curve->hash}};
}

std::optional<Authentication> sign(Credentials& credentials, const OwnMethod& how, View octets)
{
    const auto signature = credentials.sign(crypto::to_string(how.scheme), octets);
    if (!signature) { return std::nullopt; }
    Authentication authentication{static_cast<std::uint8_t>(how.method), 0, {}};
    if (how.method == Method::digital_signature) {
        const auto identifier = crypto::algorithm_identifier(how.scheme);
        authentication.data.push_back(static_cast<std::uint8_t>(identifier.size()));
        append(authentication.data, identifier);
    }
    append(authentication.data, *signature);
    return authentication;
}

std::optional<View> algorithm_identifier_of(const Authentication& authentication)
{
    const View data{authentication.data};
    if (data.empty() || data.size() < 1U + data.front()) { return std::nullopt; }
    return data.subspan(1, data.front());
}

Verified verify(const Authentication& authentication, View certificate, View octets)
{
    const auto method = static_cast<Method>(authentication.method);
    if (method == Method::rsa_signature) { return verify_rsa(certificate, octets, authentication.data); }
    if (method == Method::digital_signature) { return verify_digital(authentication, certificate, octets); }
    const auto curve = std::ranges::find(curves, method, &Curve::method);
    return curve == curves.end() ? Verified{} : verify_ecdsa(*curve, certificate, octets, authentication.data);
}

Authentication authentication_by(View key, std::uint16_t prf, View octets)
{
    constexpr auto shared_key = static_cast<std::uint8_t>(Method::shared_key);
    return {shared_key, 0, crypto::prf(prf, crypto::prf(prf, key, view("Key Pad for IKEv2")), octets)};
}

bool is_authentication_by(View key, std::uint16_t prf, View octets, const Authentication& theirs)
{
    const auto expected = authentication_by(key, prf, octets);
    return theirs.method == expected.method && theirs.data == expected.data;
}

}  // namespace conformance::peers::ike
