// The mutants that serve another certificate: one flaw each, and nothing else is wrong.
#include "crypto/certificate_pem.h"
#include "mutants/lying_tls_test_peer.h"

namespace gateway::mutants {
namespace {

std::vector<crypto::CertificatePointer> chain_of(const std::string& mutant)
{
    TlsTestClient client;
    EXPECT_TRUE(completes(*connection_to(mutant), client));
    std::vector<crypto::CertificatePointer> chain;
    const auto* sent = SSL_get_peer_cert_chain(client.get());
    for (int i = 0; i < sk_X509_num(sent); ++i) {
        X509* certificate = sk_X509_value(sent, i);
        X509_up_ref(certificate);
        chain.emplace_back(certificate);
    }
    return chain;
}

bool certifies(const crypto::CertificatePointer& above, const crypto::CertificatePointer& below)
{
    return X509_check_issued(above.get(), below.get()) == X509_V_OK;
}

bool is_in_date(const crypto::CertificatePointer& certificate)
{
    return X509_cmp_current_time(X509_get0_notBefore(certificate.get())) < 0 &&
           X509_cmp_current_time(X509_get0_notAfter(certificate.get())) > 0;
}

struct Flaws {
    bool order, name, date, size, hash;
    friend bool operator==(const Flaws&, const Flaws&) = default;
};

Flaws flaws_of(const std::string& mutant)
{
    const auto chain = chain_of(mutant);
    X509& leaf = *chain.front();
    const bool ordered =
        chain.size() < 3 || (certifies(chain[1], chain[0]) && certifies(chain[2], chain[1]));
    const bool named = X509_check_host(&leaf, "gateway.example", 0, 0, nullptr) == 1 &&
                       X509_check_ip_asc(&leaf, "127.0.0.1", 0) == 1;
    return {!ordered, !named, !is_in_date(chain.front()),
            EVP_PKEY_get_bits(X509_get0_pubkey(&leaf)) < 2048,
            X509_get_signature_nid(&leaf) != NID_sha256WithRSAEncryption};
}

TEST(LyingTlsMutants, ServeACertificateWithOneFlaw)
{
    EXPECT_EQ(flaws_of("accepts_tls_1_0"), (Flaws{false, false, false, false, false}));
    EXPECT_EQ(flaws_of("serves_the_chain_out_of_order"), (Flaws{true, false, false, false, false}));
    EXPECT_EQ(flaws_of("serves_the_name_of_another"), (Flaws{false, true, false, false, false}));
    EXPECT_EQ(flaws_of("serves_an_expired_certificate"), (Flaws{false, false, true, false, false}));
    EXPECT_EQ(flaws_of("serves_a_certificate_of_the_future"),
              (Flaws{false, false, true, false, false}));
    EXPECT_EQ(flaws_of("serves_an_rsa_key_of_1024_bits"),
              (Flaws{false, false, false, true, false}));
    EXPECT_EQ(flaws_of("serves_a_certificate_signed_with_sha_1"),
              (Flaws{false, false, false, false, true}));
}

TEST(LyingTlsMutants, ServeASecondCertificateToEcdsaClientsOnly)
{
    for (const std::string name : {"serves_an_expired_certificate_to_ecdsa_clients",
                                   "serves_the_name_of_another_to_ecdsa_clients"}) {
        EXPECT_EQ(flaws_of(name), (Flaws{false, false, false, false, false})) << name;
        EXPECT_EQ(ask(name, {.suites = {0xc02b, 0xc02f}}).suite, 0xc02f) << name;
        const Answer answer = ask(name, {.suites = {0xc02c, 0xc02b}});
        EXPECT_EQ(answer.suite, 0xc02b) << name;
        EXPECT_EQ(answer.messages, with_key_exchange) << name;
        EXPECT_EQ(ask(name, {.suites = {0xc02c}}).octets,
                  fatal_alert(tls_1_2, alert::handshake_failure))
            << name;
    }
}

}  // namespace
}  // namespace gateway::mutants
