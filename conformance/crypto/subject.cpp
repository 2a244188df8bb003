#include "crypto/subject.h"

#include "crypto/digest.h"
#include "crypto/parsed_certificate.h"

namespace conformance::crypto {

namespace {

constexpr std::size_t empty_sequence = 2;

}  // namespace

Octets subject_of(View certificate)
{
    try {
        const ParsedCertificate parsed{certificate};
        const auto& octets = parsed.content().raw_subject_dn();
        if (octets.size() <= empty_sequence) { return {}; }
        return {octets.begin(), octets.end()};
    } catch (const std::exception&) {
        return {};
    }
}

Octets key_digest_of(View certificate)
{
    try {
        const ParsedCertificate parsed{certificate};
        return sha1(parsed.content().subject_public_key_info());
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace conformance::crypto
