#include "crypto/certificate.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "crypto/certificate_files.h"
#include "crypto/certificate_pem.h"

namespace gateway::crypto {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_seconds new_year =
    std::chrono::sys_days{std::chrono::January / 1 / 2026};
constexpr Validity this_year{new_year, new_year + 365 * 24h};

const IssuedCertificate& authority()
{
    static const IssuedCertificate issued = *issue_self_signed(
        {.role = CertificateRole::authority, .subject = "Authority", .validity = this_year});
    return issued;
}

CertificateRequest server()
{
    return {.subject = "gateway.example",
            .dns_names = {"gateway.example"},
            .addresses = {"127.0.0.1", "::1"},
            .validity = this_year};
}

CertificatePointer parsed(const IssuedCertificate& issued)
{
    return std::move(certificates_from_pem(issued.certificate_pem)->front());
}

// openssl's own judgement of the chain, as a TLS server's, in the middle of the year.
int verify(const IssuedCertificate& leaf, const IssuedCertificate& root)
{
    const CertificatePointer certificate = parsed(leaf);
    X509_STORE* store = X509_STORE_new();
    X509_STORE_add_cert(store, parsed(root).get());
    X509_STORE_CTX* context = X509_STORE_CTX_new();
    X509_STORE_CTX_init(context, store, certificate.get(), nullptr);
    X509_VERIFY_PARAM* wanted = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_purpose(wanted, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set_time(wanted, (new_year + 100 * 24h).time_since_epoch().count());
    X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_X509_STRICT);
    X509_verify_cert(context);
    const int error = X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    return error;
}

TEST(Certificate, IssuedByTheAuthorityVerifiesForServers)
{
    const IssuedCertificate& root = authority();
    EXPECT_EQ(verify(*issue_certificate(server(), root), root), X509_V_OK);
}

TEST(Certificate, OfAnEcdsaKeyVerifiesToo)
{
    CertificateRequest request = server();
    request.key_type = KeyType::ecdsa_p256;
    const IssuedCertificate& root = authority();
    const auto issued = issue_certificate(request, root);
    EXPECT_EQ(verify(*issued, root), X509_V_OK);
    EXPECT_EQ(EVP_PKEY_get_bits(X509_get0_pubkey(parsed(*issued).get())), 256);
}

TEST(Certificate, NamesTheServerByNameAndAddress)
{
    const auto certificate = parsed(*issue_certificate(server(), authority()));
    EXPECT_EQ(X509_check_host(certificate.get(), "gateway.example", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_host(certificate.get(), "other.example", 0, 0, nullptr), 0);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "::1", 0), 1);
}

TEST(Certificate, TakesANameAsItIsAndNotAsConfiguration)
{
    CertificateRequest request = server();
    request.dns_names = {"a.example,DNS:evil.example"};
    const auto certificate = parsed(*issue_certificate(request, authority()));
    EXPECT_EQ(X509_check_host(certificate.get(), "evil.example", 0, 0, nullptr), 0);
}

TEST(Certificate, RefusesAnAddressThatIsNone)
{
    CertificateRequest request = server();
    request.addresses = {"not an address"};
    EXPECT_FALSE(issue_certificate(request, authority()).has_value());
}

TEST(Certificate, CarriesTheHashAndKeySizeAskedFor)
{
    CertificateRequest request = server();
    request.key_type = KeyType::rsa_1024;
    request.signature_hash = SignatureHash::sha1;
    const auto certificate = parsed(*issue_certificate(request, authority()));
    EXPECT_EQ(X509_get_signature_nid(certificate.get()), NID_sha1WithRSAEncryption);
    EXPECT_EQ(EVP_PKEY_get_bits(X509_get0_pubkey(certificate.get())), 1024);
}

class IdentityFiles : public testing::Test {
protected:
    IdentityFiles() { std::filesystem::create_directories(folder_); }
    ~IdentityFiles() override { std::filesystem::remove_all(folder_); }

    std::string file(const std::string& name, const std::string& text)
    {
        std::ofstream{folder_ / name} << text;
        return (folder_ / name).string();
    }

    std::filesystem::path folder_ = std::filesystem::temp_directory_path() /
                                    ("sallyport-identity-" + std::to_string(::getpid()));
    const IssuedCertificate& root_ = authority();
    IssuedCertificate leaf_ = *issue_certificate(server(), root_);
};

TEST_F(IdentityFiles, AreReadWhenTheyFitTogether)
{
    const auto identity = read_identity(
        file("chain.pem", leaf_.certificate_pem + root_.certificate_pem), file("k", leaf_.key_pem));
    ASSERT_TRUE(identity.has_value()) << identity.error();
    EXPECT_EQ(identity->key_pem, leaf_.key_pem);
}

TEST_F(IdentityFiles, AreNamedInEveryComplaint)
{
    const std::string chain = file("chain.pem", leaf_.certificate_pem);
    const std::string key = file("key.pem", leaf_.key_pem);
    const std::string other = file("other.pem", root_.key_pem);
    const std::string words = file("words.pem", "no PEM here\n");
    const std::string damaged =
        file("damaged.pem", leaf_.certificate_pem +
                                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

    EXPECT_EQ(read_identity("/nowhere.pem", key).error(), "/nowhere.pem: cannot be opened");
    EXPECT_EQ(read_identity(folder_, key).error(),
              folder_.string() + ": is a folder, expected a PEM file");
    EXPECT_EQ(read_identity(words, key).error(), words + ": no PEM block 'CERTIFICATE' found");
    EXPECT_EQ(read_identity(damaged, key).error(), damaged + ": certificate 2 is damaged");
    EXPECT_EQ(read_identity(chain, words).error(), words + ": no PEM block 'PRIVATE KEY' found");
    EXPECT_EQ(read_identity(chain, other).error(),
              other + ": is not the key of the first certificate in " + chain);
}

TEST_F(IdentityFiles, AreNeverAskedForAPassphrase)
{
    const std::string locked =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    const auto read = read_identity(file("c", leaf_.certificate_pem), file("k", locked));
    EXPECT_NE(read.error().find("damaged, or encrypted"), std::string::npos);
}

}  // namespace
}  // namespace gateway::crypto
