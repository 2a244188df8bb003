#include "crypto/tls_client_certificates.h"

#include <gtest/gtest.h>

#include "crypto/certificate_reading.h"
#include "crypto/certificate_twin.h"
#include "crypto/hash.h"
#include "crypto/test_certificates.h"
#include "crypto/tls_session.h"
#include "crypto/tls_test_client.h"

namespace gateway::crypto {
namespace {

constexpr int certificate_revoked = 44;

const auto root = issue(CertificateRole::authority, "root");
const auto server = issue(CertificateRole::server, "gw", &root);
const auto alice = issue(CertificateRole::client, "alice", &root);

// Alice's, with the other signature that holds.
IssuedCertificate twin_of_alice()
{
    const auto own = certificates_from_pem(alice.certificate_pem).value();
    const auto above = certificates_from_pem(root.certificate_pem).value();
    const Octets der = twin_of(*own.front(), *X509_get0_pubkey(above.front().get())).value();
    const unsigned char* at = der.data();
    const CertificatePointer twin{d2i_X509(nullptr, &at, static_cast<long>(der.size()))};
    return {to_pem(*twin), alice.key_pem};
}

struct Shown {
    TlsState state;
    int alert = -1;
    std::string subject, person;
};

Shown shown(const IssuedCertificate& certificate, const TrustedRoots& roots)
{
    TlsSettings settings;
    settings.identity = {server.certificate_pem, server.key_pem};
    settings.suites_1_2 = {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"};
    const auto context = TlsContext::make(settings).value();
    demand_client_certificates(context, std::make_shared<const TrustedRoots>(roots));
    TlsSession session{context};
    TlsTestClient client;
    client.show(certificate.certificate_pem, certificate.key_pem);
    Octets said = client.feed({});
    for (int flight = 0; flight < 4; ++flight) {
        said = client.feed(session.feed(said).send);
    }
    return {session.state(), client.alert_received, session.peer_subject(), session.peer_person()};
}

}  // namespace

TEST(TlsClientCertificates, SayWhoIsLetThrough)
{
    const auto roots = TrustedRoots::from_pem(root.certificate_pem).value();
    const Shown by_alice = shown(alice, roots);
    EXPECT_EQ(by_alice.state, TlsState::established);
    EXPECT_EQ(by_alice.subject, "CN=alice");
    EXPECT_EQ(by_alice.person, roots.judge(to_der(alice.certificate_pem).value()).person);
    EXPECT_EQ(shown(twin_of_alice(), roots).person, by_alice.person);
}

TEST(TlsClientCertificates, LetNobodyThroughWhoIsRevoked)
{
    auto roots = TrustedRoots::from_pem(root.certificate_pem).value();
    roots.revoke(digest(Hash::sha1, to_der(alice.certificate_pem).value().front()));
    for (const IssuedCertificate& certificate : {alice, twin_of_alice()}) {
        const Shown refused = shown(certificate, roots);
        EXPECT_EQ(refused.state, TlsState::failed);
        EXPECT_EQ(refused.alert, certificate_revoked);
        EXPECT_EQ(refused.person, "");
    }
    const auto bob = issue(CertificateRole::client, "bob", &root);
    EXPECT_EQ(shown(bob, roots).state, TlsState::established);
}

}  // namespace gateway::crypto
