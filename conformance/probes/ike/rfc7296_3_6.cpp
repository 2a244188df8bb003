// RFC 7296, Sections 3.5 and 3.6: who the gateway says it is, and the certificates beside.

#include <algorithm>
#include <array>

#include "crypto/certificate.h"
#include "crypto/subject.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using crypto::SignatureCheck;

// Of several certificates the first holds the key that the AUTH was made with; the others come in any order.
Finding first_certificate_holds_the_key(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "the AUTH verifies with the key of the first certificate";
        const auto certificates = tunnel.certificates();
        const auto verifies = [&](const Octets& one) { return tunnel.verify_with(one).check == SignatureCheck::good; };
        const auto found = std::ranges::find_if(certificates, verifies);
        if (found == certificates.end()) { return inconclusive(here, tunnel.answer(), "no-certificate-of-the-key", expected); }
        auto finding = found == certificates.begin() ? pass(here, tunnel.answer(), "first", expected)
                                                     : fail(here, tunnel.answer(), "not-the-first", expected);
        finding.observed = "certificate " + std::to_string(found - certificates.begin() + 1) + " of " +
                           std::to_string(certificates.size()) + " holds the key";
        return finding;
    });
}

std::string lower(View octets)
{
    std::string text{octets.begin(), octets.end()};
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string dotted(View address)
{
    std::string text;
    for (const auto octet : address) {
        text += (text.empty() ? "" : ".") + std::to_string(octet);
    }
    return text;
}

enum class Match { named, another, not_compared };

Match match_if(bool is_named) { return is_named ? Match::named : Match::another; }

// An identity of a kind that no certificate carries in this form is not compared.
Match match(const Identification& id, const crypto::Certificate& certificate, View der)
{
    switch (static_cast<IdentificationType>(id.type)) {
        case IdentificationType::fqdn:
            return match_if(std::ranges::any_of(certificate.dns_names,
                                                [&](const auto& name) { return lower(view(name)) == lower(id.data); }));
        case IdentificationType::ipv4_address:
            return match_if(std::ranges::find(certificate.addresses, dotted(id.data)) != certificate.addresses.end());
        case IdentificationType::der_asn1_dn: return match_if(id.data == crypto::subject_of(der));
        default: return Match::not_compared;
    }
}

// The identity in IDr is a name that the gateway's certificate carries, as native clients ask for.
Finding identity_is_that_of_the_certificate(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "IDr is a dNSName, an address or the subject of the first certificate";
        const auto* id = tunnel.body<Identification>(PayloadType::identification_responder);
        const auto certificates = tunnel.certificates();
        const auto certificate = certificates.empty() ? std::nullopt : crypto::Certificate::read(certificates.front());
        if (!certificate || id == nullptr) { return inconclusive(here, tunnel.answer(), "no-certificate", expected); }
        constexpr std::array codes{"named", "another-name", "not-compared"};
        const auto found = match(*id, *certificate, certificates.front());
        auto finding = pass(here, tunnel.answer(), codes.at(static_cast<std::size_t>(found)), expected);
        finding.observed = words(*id) + "; the certificate is of " + certificate->subject;
        for (const auto& name : certificate->dns_names) {
            finding.observed += ", " + name;
        }
        if (found == Match::another) {
            finding.advisories.push_back({"identity-not-in-certificate",
                                          "IDr need not be in the certificate, but native clients refuse the gateway when it is not",
                                          "RFC 7296, Section 3.5", true});
        }
        return finding;
    });
}

const std::array table{
    Probe{"rfc7296/3.5/identity-in-the-certificate", identity_is_that_of_the_certificate, &tunnel_is_established},
    Probe{"rfc7296/3.6/first-certificate-holds-the-key", first_certificate_holds_the_key, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_3_6_probes() { return table; }

}  // namespace conformance::probes::ike
