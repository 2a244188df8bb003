#include "crypto/signature_algorithm.h"

#include <botan/alg_id.h>
#include <botan/oids.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace conformance::crypto {

namespace {

struct Known {
    std::string_view oid, name, hash;
};

// Those the library has no name for: old ones of RSA's and of the OIW's, BSI TR-03111's with SHA-1, and RFC 8410's second.
constexpr std::array others{
    Known{"1.2.840.113549.1.1.2", "md2WithRSAEncryption", "MD2"},
    Known{"1.2.840.113549.1.1.3", "md4WithRSAEncryption", "MD4"},
    Known{"1.2.840.113549.1.1.4", "md5WithRSAEncryption", "MD5"},
    Known{"1.2.840.113549.1.1.5", "sha1WithRSAEncryption", "SHA-1"},
    Known{"1.2.840.10040.4.3", "dsa-with-sha1", "SHA-1"},
    Known{"1.2.840.10045.4.1", "ecdsa-with-SHA1", "SHA-1"},
    Known{"1.3.14.3.2.2", "md4WithRSA", "MD4"},
    Known{"1.3.14.3.2.3", "md5WithRSA", "MD5"},
    Known{"1.3.14.3.2.4", "md4WithRSAEncryption", "MD4"},
    Known{"1.3.14.3.2.13", "dsaWithSHA", "SHA"},
    Known{"1.3.14.3.2.15", "shaWithRSASignature", "SHA"},
    Known{"1.3.14.3.2.24", "md2WithRSASignature", "MD2"},
    Known{"1.3.14.3.2.25", "md5WithRSASignature", "MD5"},
    Known{"1.3.14.3.2.27", "dsaWithSHA1", "SHA-1"},
    Known{"1.3.14.3.2.28", "dsaWithCommonSHA1", "SHA-1"},
    Known{"1.3.14.3.2.29", "sha1WithRSASignature", "SHA-1"},
    Known{"0.4.0.127.0.7.1.1.4.1.1", "ecdsa-plain-SHA1", "SHA-1"},
    Known{"1.3.101.112", "Ed25519", "none of its own"},
    Known{"1.3.101.113", "Ed448", "none of its own"},
};

// RSA/EMSA3(SHA-256), ECDSA/EMSA1(SHA-384): the hash stands in the innermost brackets.
std::string hash_in(const std::string& name)
{
    for (const auto* hash : {"SHA-256", "SHA-384", "SHA-512", "SHA-224", "SHA-3", "SHA-160", "SHA-1", "MD5"}) {
        if (name.find(hash) != std::string::npos) {
            return std::string{hash} == "SHA-160" ? "SHA-1" : hash;
        }
    }
    return "";
}

// The parameters of RSASSA-PSS hold its hash; its OID does not.
std::string with_hash(const std::string& name, const Botan::X509_Object& object)
{
    try {
        return name + "(" + object.hash_used_for_signature() + ")";
    } catch (const std::exception&) {
        return name;
    }
}

}  // namespace

SignatureAlgorithm signature_algorithm_of(const Botan::X509_Object& object)
{
    const auto& algorithm = object.signature_algorithm().get_oid();
    const auto oid = algorithm.to_string();
    auto name = Botan::OIDS::oid2str_or_empty(algorithm);
    if (name == "RSA/EMSA4") {
        name = with_hash(name, object);
    }
    if (const auto* known = std::ranges::find(others, oid, &Known::oid); known != others.end()) {
        return {name.empty() ? std::string{known->name} : name, std::string{known->hash}};
    }
    return {name.empty() ? oid : name, hash_in(name)};
}

}  // namespace conformance::crypto
