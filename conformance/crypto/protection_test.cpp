// Known answers of RFC 3686 and RFC 5528, whose counter modes IKE takes as they are, and round trips of every combination.

#include "crypto/protection.h"

#include <gtest/gtest.h>

#include "crypto/key_exchange.h"
#include "crypto/seeded_random.h"

namespace conformance::crypto {
namespace {

Octets octets(const std::string& digits)
{
    return *from_hex(digits);
}

Octets sealed_without_iv_and_icv(const Protection& protection, const std::string& key,
                                 const std::string& iv, const std::string& plaintext)
{
    const auto wanted = *lengths(protection);
    const Octets integrity_key(wanted.integrity_key, 7);
    auto sealed = seal(protection, octets(key), integrity_key, {}, octets(iv), octets(plaintext));
    sealed.resize(sealed.size() - wanted.icv);
    return {sealed.begin() + static_cast<std::ptrdiff_t>(wanted.iv), sealed.end()};
}

TEST(Protection, aes_ctr_gives_the_answer_of_rfc_3686)
{
    const auto ciphertext =
        sealed_without_iv_and_icv({13, 128, 2}, "ae6852f8121067cc4bf7a5765577f39e00000030",
                                  "0000000000000000", "53696e676c6520626c6f636b206d7367");
    EXPECT_EQ(hex(ciphertext), "e4095d4fb7a7b3792d6175a3261311b8");
}

TEST(Protection, camellia_ctr_gives_the_answer_of_rfc_5528)
{
    const auto ciphertext =
        sealed_without_iv_and_icv({24, 128, 2}, "ae6852f8121067cc4bf7a5765577f39e00000030",
                                  "0000000000000000", "53696e676c6520626c6f636b206d7367");
    EXPECT_EQ(hex(ciphertext), "d09dc29a8214619a20877c76db1f0b3f");
}

TEST(Protection, what_is_sealed_opens_and_a_changed_octet_does_not)
{
    const Octets associated(32, 3);
    const Octets plaintext(48, 5);
    unsigned combinations = 0;
    for (std::uint16_t encr = 1; encr < 40; ++encr) {
        for (const auto bits : {std::uint16_t{0}, std::uint16_t{128}, std::uint16_t{192}, std::uint16_t{256}}) {
            for (std::uint16_t integ = 0; integ < 16; ++integ) {
                const Protection protection{encr, bits, integ};
                const auto wanted = lengths(protection);
                if (!wanted) { continue; }
                ++combinations;
                const Octets key(wanted->encryption_key, 1);
                const Octets integrity_key(wanted->integrity_key, 2);
                auto sealed =
                    seal(protection, key, integrity_key, associated, Octets(wanted->iv, 4), plaintext);
                EXPECT_EQ(sealed.size(), wanted->iv + plaintext.size() + wanted->icv);
                EXPECT_EQ(open(protection, key, integrity_key, associated, sealed), plaintext)
                    << encr << " " << bits << " " << integ;
                sealed[wanted->iv] ^= 1;
                EXPECT_FALSE(open(protection, key, integrity_key, associated, sealed));
            }
        }
    }
    EXPECT_GT(combinations, 150U);
}

TEST(Protection, an_aead_has_no_integrity_algorithm_and_others_have_one)
{
    EXPECT_FALSE(lengths({16, 128, 2}));
    EXPECT_FALSE(lengths({13, 128, 0}));
    EXPECT_FALSE(lengths({13, 64, 2}));
    EXPECT_EQ(lengths({16, 256, 0})->encryption_key, 35U) << "a salt of three octets";
    EXPECT_EQ(lengths({13, 256, 5})->encryption_key, 36U) << "a nonce of four octets";
}

TEST(KeyExchange, both_sides_of_every_group_agree)
{
    const auto source = seeded_random(Octets(16, 1), "groups");
    auto& random = *source;
    unsigned groups = 0;
    for (std::uint16_t group = 1; group < 40; ++group) {
        if (!supports_group(group)) { continue; }
        ++groups;
        const auto ours = key_exchange(group, random);
        const auto theirs = key_exchange(group, random);
        const auto secret = ours->shared_secret(theirs->public_value());
        ASSERT_TRUE(secret);
        EXPECT_EQ(secret, theirs->shared_secret(ours->public_value()));
        EXPECT_EQ(ours->public_value().size(), public_octets(group)) << group;
    }
    EXPECT_EQ(groups, 21U);
}

}  // namespace
}  // namespace conformance::crypto
