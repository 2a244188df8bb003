#include "crypto/tls_client.h"

#include <gtest/gtest.h>

#include "crypto/seeded_random.h"

namespace conformance::crypto {
namespace {

TEST(A_tls_client, says_the_same_hello_from_the_same_seed)
{
    const Octets seed(16, 7);
    const auto hello = [&](const std::string& purpose) {
        const auto random = seeded_random(seed, purpose);
        return TlsClient{*random, "gw.example.test"}.take_to_send();
    };
    EXPECT_EQ(hello("tls client one"), hello("tls client one"));
    EXPECT_NE(hello("tls client one"), hello("tls client two"));
    EXPECT_EQ(hello("tls client one").at(0), 22);
}

TEST(A_tls_client, ends_on_an_alert_and_on_garbage)
{
    const auto random = seeded_random(Octets(16, 7), "tls client test");
    TlsClient refused{*random, ""};
    refused.feed(Octets{21, 3, 3, 0, 2, 2, 70});
    EXPECT_FALSE(refused.is_established());
    EXPECT_NE(refused.ended(), "");

    TlsClient confused{*random, ""};
    confused.feed(view("HTTP/1.1 400 Bad Request\r\n\r\n"));
    EXPECT_FALSE(confused.is_established());
    EXPECT_NE(confused.ended(), "");
    confused.feed(view("more"));
}

}  // namespace
}  // namespace conformance::crypto
