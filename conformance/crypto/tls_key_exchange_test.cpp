// Both ends of an exchange reach one secret, and a signature is good for what was signed.
#include "crypto/tls_key_exchange.h"

#include <gtest/gtest.h>

#include "catalog/toml_file.h"
#include "crypto/seeded_random.h"
#include "crypto/tls_signature.h"

namespace conformance::crypto {
namespace {

Octets captured_leaf()
{
    const catalog::TomlFile file{std::string{SALLYPORT_SOURCE} +
                                 "/pcaps/nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384/expect.toml"};
    return from_hex(file.root().strings("certificates").at(0)).value_or(Octets{});
}

TEST(Both_ends, reach_one_secret_in_every_group)
{
    const auto random = seeded_random(Octets(32, 1), "exchange");
    for (const auto group :
         std::vector<std::uint16_t>{19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 256}) {
        ASSERT_TRUE(supports_tls_group(group));
        const auto one = tls_key_exchange(group, *random);
        const auto other = tls_key_exchange(group, *random);
        const auto secret = one->shared_secret(other->public_value());
        ASSERT_TRUE(secret) << group;
        EXPECT_EQ(secret, other->shared_secret(one->public_value()));
        EXPECT_NE(one->public_value(), other->public_value());
    }
    EXPECT_FALSE(supports_tls_group(30));
    EXPECT_THROW((void)tls_key_exchange(30, *random), std::invalid_argument);
}

TEST(A_point, stands_uncompressed)
{
    const auto random = seeded_random(Octets(32, 1), "point");
    const auto point = tls_key_exchange(23, *random)->public_value();
    EXPECT_EQ(point.size(), 65u);
    EXPECT_EQ(point.at(0), 4);
    auto off = point;
    off.back() ^= 1;
    EXPECT_FALSE(tls_key_exchange(23, *random)->shared_secret(off));
}

TEST(A_group_of_the_servers_own, is_computed_in_or_declined)
{
    const auto random = seeded_random(Octets(32, 1), "dhe");
    const Octets p = from_hex(
                         "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                         "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                         "4FE1356D6D51C245E485B576625E7EC6F44C42E9A63A3620FFFFFFFFFFFFFFFF")
                         .value_or(Octets{});
    const auto one = dhe_key_exchange(p, Octets{2}, *random);
    const auto other = dhe_key_exchange(p, Octets{2}, *random);
    ASSERT_NE(one, nullptr);
    EXPECT_EQ(one->shared_secret(other->public_value()), other->shared_secret(one->public_value()));
    EXPECT_FALSE(one->shared_secret(Octets{1}));
    EXPECT_EQ(dhe_key_exchange(Octets{7}, Octets{2}, *random), nullptr);
    EXPECT_EQ(dhe_key_exchange(Octets(4096, 0xff), Octets{2}, *random), nullptr);
}

TEST(A_premaster_secret, is_encrypted_for_an_rsa_key)
{
    const auto random = seeded_random(Octets(32, 1), "premaster");
    const auto encrypted = encrypted_for(captured_leaf(), Octets(48, 3), *random);
    EXPECT_EQ(encrypted.value_or(Octets{}).size(), 256u);
    EXPECT_FALSE(encrypted_for(Octets{1, 2, 3}, Octets(48, 3), *random));
}

TEST(A_signature, of_nothing_known_is_not_judged)
{
    const Octets message{1, 2, 3}, signature(256, 7);
    EXPECT_EQ(check_signature(captured_leaf(), 0x0804, message, signature), SignatureCheck::bad);
    EXPECT_EQ(check_signature(captured_leaf(), 0x0403, message, signature), SignatureCheck::bad);
    EXPECT_EQ(check_signature(captured_leaf(), 0x9999, message, signature),
              SignatureCheck::unknown);
    EXPECT_EQ(check_signature(Octets{}, 0x0804, message, signature), SignatureCheck::unknown);
    EXPECT_EQ(check_old_signature(captured_leaf(), Octets(36), signature), SignatureCheck::bad);
}

}  // namespace
}  // namespace conformance::crypto
