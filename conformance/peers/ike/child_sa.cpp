#include "peers/ike/child_sa.h"

#include "crypto/prf.h"

namespace conformance::peers::ike {

namespace {

std::string encryption_word(std::uint16_t encr)
{
    switch (encr) {
        case 3: return "TripleDES-CBC [RFC2451]";
        case 11: return "NULL";
        case 12: return "AES-CBC [RFC3602]";
        case 13: return "AES-CTR [RFC3686]";
        case 20: return "AES-GCM with 16 octet ICV [RFC4106]";
        default: return "";
    }
}

std::string integrity_word(std::uint16_t integ)
{
    switch (integ) {
        case 0: return "NULL";
        case 2: return "HMAC-SHA-1-96 [RFC2404]";
        case 12: return "HMAC-SHA-256-128 [RFC4868]";
        case 13: return "HMAC-SHA-384-192 [RFC4868]";
        case 14: return "HMAC-SHA-512-256 [RFC4868]";
        default: return "";
    }
}

std::string hexadecimal(View octets) { return octets.empty() ? "" : "0x" + hex(octets); }

std::string line(const ChildSa& sa, const Endpoint& from, const Endpoint& to, bool by_initiator)
{
    const auto quoted = [](const std::string& word) { return "\"" + word + "\""; };
    const auto& keys = sa.keys;
    const auto family = from.address.find(':') == std::string::npos ? "IPv4" : "IPv6";
    return quoted(family) + "," + quoted(from.address) + "," + quoted(to.address) + "," +
           quoted(hexadecimal(by_initiator ? sa.responder_spi : sa.initiator_spi)) + "," + quoted(encryption_word(sa.protection.encr)) +
           "," + quoted(hexadecimal(by_initiator ? keys.encryption_initiator : keys.encryption_responder)) + "," +
           quoted(integrity_word(sa.protection.integ)) + "," +
           quoted(hexadecimal(by_initiator ? keys.integrity_initiator : keys.integrity_responder));
}

}  // namespace

std::optional<crypto::Protection> protection_of(const wire::ike::Proposal& proposal)
{
    using wire::ike::TransformType;
    const auto encryption = proposal.of(TransformType::encryption);
    const auto integrity = proposal.of(TransformType::integrity);
    if (proposal.protocol != wire::ike::protocol_esp || encryption.size() != 1 || integrity.size() > 1) { return std::nullopt; }
    return crypto::Protection{encryption[0].id, encryption[0].key_length().value_or(0),
                              integrity.empty() ? std::uint16_t{0} : integrity[0].id};
}

std::optional<ChildKeys> derive_child_keys(const crypto::Protection& protection, std::uint16_t prf, View sk_d, const Nonces& nonces,
                                           View secret)
{
    const auto lengths = crypto::lengths(protection);
    if (!lengths || !crypto::prf_octets(prf)) { return std::nullopt; }
    Octets seed{secret.begin(), secret.end()};
    append(seed, nonces.initiator);
    append(seed, nonces.responder);
    const auto stream = crypto::prf_plus(prf, sk_d, seed, 2 * (lengths->encryption_key + lengths->integrity_key));
    View rest{stream};
    const auto next = [&](std::size_t octets) {
        const auto taken = rest.first(octets);
        rest = rest.subspan(octets);
        return Octets{taken.begin(), taken.end()};
    };
    ChildKeys keys;
    keys.encryption_initiator = next(lengths->encryption_key);
    keys.integrity_initiator = next(lengths->integrity_key);
    keys.encryption_responder = next(lengths->encryption_key);
    keys.integrity_responder = next(lengths->integrity_key);
    return keys;
}

std::vector<std::string> esp_sa_lines(const ChildSa& sa, const Endpoint& initiator, const Endpoint& responder)
{
    if (encryption_word(sa.protection.encr).empty() || integrity_word(sa.protection.integ).empty()) { return {}; }
    return {line(sa, initiator, responder, true), line(sa, responder, initiator, false)};
}

}  // namespace conformance::peers::ike
