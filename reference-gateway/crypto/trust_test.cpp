#include "crypto/trust.h"

#include <gtest/gtest.h>

#include "crypto/certificate_pem.h"
#include "crypto/certificate_reading.h"
#include "crypto/certificate_twin.h"
#include "crypto/hash.h"

namespace gateway::crypto {
namespace {

IssuedCertificate authority(const std::string& name)
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    CertificateRequest request;
    request.role = CertificateRole::authority;
    request.subject = name;
    request.validity = {now - std::chrono::days{1}, now + std::chrono::days{1}};
    request.key_type = KeyType::ecdsa_p256;
    return issue_self_signed(request).value();
}

IssuedCertificate below(const IssuedCertificate& issuer, CertificateRole role,
                        int days_from_now = -1, const std::string& subject = "alice")
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    CertificateRequest request;
    request.role = role;
    request.subject = subject;
    request.validity = {now + std::chrono::days{days_from_now}, now + std::chrono::days{10}};
    request.key_type = KeyType::ecdsa_p256;
    return issue_certificate(request, issuer).value();
}

std::vector<Octets> der(const std::string& pem)
{
    return to_der(pem).value();
}

// With the other signature that holds.
Octets twin(const IssuedCertificate& certificate, const IssuedCertificate& issuer)
{
    const auto own = certificates_from_pem(certificate.certificate_pem).value();
    const auto above = certificates_from_pem(issuer.certificate_pem).value();
    return twin_of(*own.front(), *X509_get0_pubkey(above.front().get())).value();
}

// With a length of three octets where two do.
Octets with_a_longer_length(const Octets& der)
{
    return joined({Octets{0x30, 0x83, 0}, View{der}.subspan(2)});
}

const IssuedCertificate root = authority("root");

TrustedRoots trusting_the_root()
{
    return TrustedRoots::from_pem(root.certificate_pem).value();
}

}  // namespace

TEST(TrustedRoots, BelieveACertificateBelowARoot)
{
    const auto client = below(root, CertificateRole::client);
    EXPECT_EQ(trusting_the_root().judge(der(client.certificate_pem)).trust, Trust::trusted);
    EXPECT_EQ(subject_of(der(client.certificate_pem).front()), "CN=alice");
}

TEST(TrustedRoots, FindTheWayThroughAnAuthorityBetween)
{
    const auto between = below(root, CertificateRole::authority);
    const auto client = below(between, CertificateRole::client);
    const auto roots = trusting_the_root();
    EXPECT_EQ(roots.judge(der(client.certificate_pem)).trust, Trust::untrusted);
    EXPECT_EQ(roots.judge(der(client.certificate_pem + between.certificate_pem)).trust,
              Trust::trusted);
}

TEST(TrustedRoots, BelieveNobodyElse)
{
    const auto stranger = authority("another root");
    const auto roots = trusting_the_root();
    EXPECT_EQ(roots.judge(der(below(stranger, CertificateRole::client).certificate_pem)).trust,
              Trust::untrusted);
    EXPECT_EQ(roots.judge(der(below(root, CertificateRole::server).certificate_pem)).trust,
              Trust::untrusted);
    EXPECT_EQ(roots.judge(der(below(root, CertificateRole::client, 2).certificate_pem)).trust,
              Trust::untrusted);
    EXPECT_EQ(TrustedRoots{}.judge(der(below(root, CertificateRole::client).certificate_pem)).trust,
              Trust::untrusted);
    EXPECT_EQ(roots.judge({}).trust, Trust::malformed);
    EXPECT_EQ(roots.judge({Octets{1, 2, 3}}).trust, Trust::malformed);
}

// The client may send it all the same: it is in the store already.
TEST(TrustedRoots, NeedNoRootAmongTheOthers)
{
    const auto client = below(root, CertificateRole::client);
    EXPECT_EQ(trusting_the_root().judge(der(client.certificate_pem + root.certificate_pem)).trust,
              Trust::trusted);
    auto with_octets_behind = der(client.certificate_pem + root.certificate_pem);
    with_octets_behind.back().push_back(0);
    EXPECT_EQ(trusting_the_root().judge(with_octets_behind).trust, Trust::malformed);
    auto revoking = trusting_the_root();
    revoking.revoke(digest(Hash::sha1, der(root.certificate_pem).front()));
    EXPECT_EQ(revoking.judge(der(client.certificate_pem + root.certificate_pem)).trust,
              Trust::revoked);
}

TEST(TrustedRoots, ForgetWhoIsRevoked)
{
    const auto client = der(below(root, CertificateRole::client).certificate_pem);
    auto roots = trusting_the_root();
    roots.revoke(digest(Hash::sha1, client.front()));
    EXPECT_EQ(roots.judge(client).trust, Trust::revoked);
}

// Whoever has one can make the other of it.
TEST(TrustedRoots, ForgetWhoIsRevokedUnderTheOtherSignatureToo)
{
    const auto between = below(root, CertificateRole::authority);
    const auto client = below(between, CertificateRole::client);
    const Octets own = der(client.certificate_pem).front();
    const Octets above = der(between.certificate_pem).front();
    const Octets own_twin = twin(client, between);
    const Octets above_twin = twin(between, root);
    ASSERT_NE(own_twin, own);
    EXPECT_EQ(trusting_the_root().judge({own_twin, above_twin}).trust, Trust::trusted);
    for (const Octets& revoked : {own, above}) {
        auto roots = trusting_the_root();
        roots.revoke(digest(Hash::sha1, revoked));
        EXPECT_EQ(roots.judge({own, above}).trust, Trust::revoked);
        EXPECT_EQ(roots.judge({own_twin, above_twin}).trust, Trust::revoked);
    }
    auto roots = trusting_the_root();
    roots.revoke(digest(Hash::sha1, own_twin));
    EXPECT_EQ(roots.judge({own, above}).trust, Trust::revoked);
    const auto another = below(between, CertificateRole::client);
    EXPECT_EQ(roots.judge(der(another.certificate_pem + between.certificate_pem)).trust,
              Trust::trusted);
}

TEST(TrustedRoots, TellPeopleApart)
{
    const auto namesake = authority("root");
    const auto roots =
        TrustedRoots::from_pem(root.certificate_pem + namesake.certificate_pem).value();
    const auto between = below(root, CertificateRole::authority);
    const auto person = [&](const std::string& pem) { return roots.judge(der(pem)).person; };
    const auto alice = [&](const IssuedCertificate& issuer) {
        return below(issuer, CertificateRole::client).certificate_pem;
    };
    const auto called = [](const std::string& name) {
        return below(root, CertificateRole::client, -1, name).certificate_pem;
    };
    EXPECT_NE(person(alice(root)), "");
    EXPECT_EQ(person(alice(root)), person(alice(root))) << "with another key";
    EXPECT_NE(person(alice(root)), person(alice(namesake)));
    EXPECT_NE(person(alice(root)), person(alice(between) + between.certificate_pem));
    EXPECT_NE(person(alice(root)), person(called("bob")));
    const std::string nameless = called("");
    EXPECT_EQ(subject_of(der(nameless).front()), "");
    EXPECT_EQ(person(nameless), person(nameless));
    EXPECT_NE(person(nameless), person(called("")));
    EXPECT_NE(person(nameless), "");
    EXPECT_EQ(person(alice(authority("root"))), "") << "nobody";
}

TEST(TrustedRoots, ReadDerAlone)
{
    const auto between = below(root, CertificateRole::authority);
    const auto chain =
        der(below(between, CertificateRole::client).certificate_pem + between.certificate_pem);
    EXPECT_EQ(trusting_the_root().judge(chain).trust, Trust::trusted);
    EXPECT_EQ(trusting_the_root().judge({with_a_longer_length(chain[0]), chain[1]}).trust,
              Trust::malformed);
    EXPECT_EQ(trusting_the_root().judge({chain[0], with_a_longer_length(chain[1])}).trust,
              Trust::malformed);
}

}  // namespace gateway::crypto
