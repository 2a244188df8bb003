// The suites that OpenSSL's client gets to the end of a handshake with, each offered alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "tls/tls_test_wire.h"

namespace gateway::tls {
namespace {

const std::vector<std::string> rsa_suites_of_2020 = {
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
    "TLS_RSA_WITH_AES_128_GCM_SHA256",       "TLS_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_RSA_WITH_AES_128_CBC_SHA256",       "TLS_RSA_WITH_AES_256_CBC_SHA256"};
const std::vector<std::string> ecdsa_suites_of_2020 = {
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"};

std::vector<std::string> accepted(const TlsSettings& settings)
{
    std::vector<std::string> names;
    const TlsTestClient everything;
    const auto* offered = SSL_get_ciphers(everything.get());
    for (int i = 0; i < sk_SSL_CIPHER_num(offered); ++i) {
        const SSL_CIPHER* suite = sk_SSL_CIPHER_value(offered, i);
        if (SSL_CIPHER_get_protocol_id(suite) >> 8U == 0x13) continue;
        TlsTestClient client{{.suites_1_2 = SSL_CIPHER_get_name(suite)}};
        Wire wire{settings};
        wire.shake_hands(client);
        if (!client.established()) {
            EXPECT_EQ(client.alert_received, SSL_AD_HANDSHAKE_FAILURE)
                << SSL_CIPHER_get_name(suite);
            continue;
        }
        wire.converse(client, client.say("hello"));
        EXPECT_EQ(client.received, "hello") << SSL_CIPHER_get_name(suite);
        names.push_back(client.suite());
    }
    std::ranges::sort(names);
    return names;
}

std::vector<std::string> sorted(std::vector<std::string> names)
{
    std::ranges::sort(names);
    return names;
}

TEST(TlsListener, SpeaksExactlyTheSuitesOf2024)
{
    EXPECT_EQ(accepted(settings_of_2024()), sorted(suites_of_2024));
}

TEST(TlsListener, SpeaksTheSuitesOf2020ThatItsCertificateAllows)
{
    TlsSettings settings = settings_of_2024();
    settings.suites_1_2 = rsa_suites_of_2020;
    std::ranges::copy(ecdsa_suites_of_2020, std::back_inserter(settings.suites_1_2));
    EXPECT_EQ(accepted(settings), sorted(rsa_suites_of_2020));
    settings.identity = identity_of(crypto::KeyType::ecdsa_p256);
    EXPECT_EQ(accepted(settings), sorted(ecdsa_suites_of_2020));
}

}  // namespace
}  // namespace gateway::tls
