#include "crypto/cipher.h"

#include <gtest/gtest.h>

#include "crypto/from_hex.h"

namespace gateway::crypto {

// RFC 3602, Section 4, case 2.
TEST(Cbc, GivesTheKnownAnswer)
{
    const Octets key = from_hex("c286696d887c9aa0611bbb3e2025a45a");
    const Octets iv = from_hex("562e17996d093d28ddb3ba695a2e6f58");
    const Octets plain =
        from_hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    const auto sealed = cbc_encrypt(BlockCipher::aes, key, iv, plain);
    ASSERT_TRUE(sealed);
    EXPECT_EQ(to_hex(*sealed), "d296cd94c2cccf8a3a863028b5e1dc0a7586602d253cfff91b8266bea6d61ab1");
    EXPECT_EQ(cbc_decrypt(BlockCipher::aes, key, iv, *sealed), plain);
}

TEST(Cbc, RefusesWrongLengths)
{
    const Octets block(16);
    EXPECT_FALSE(cbc_decrypt(BlockCipher::aes, Octets(31), block, block));
    EXPECT_FALSE(cbc_decrypt(BlockCipher::aes, Octets(32), Octets(8), block));
    EXPECT_FALSE(cbc_decrypt(BlockCipher::aes, Octets(32), block, Octets(17)));
    EXPECT_FALSE(cbc_decrypt(BlockCipher::aes, Octets(32), block, {}));
    EXPECT_TRUE(cbc_decrypt(BlockCipher::triple_des, Octets(24), Octets(8), block));
}

TEST(Aead, OpensWhatItSealedAndNothingElse)
{
    for (const Aead aead : {Aead::aes_gcm, Aead::chacha20_poly1305}) {
        const Octets key(32, 1);
        const Octets nonce(12, 2);
        const Octets associated{3, 4};
        const Octets plain{5, 6, 7};
        auto sealed = aead_seal(aead, 16, key, nonce, associated, plain);
        ASSERT_TRUE(sealed);
        EXPECT_EQ(aead_open(aead, 16, key, nonce, associated, *sealed), plain);
        EXPECT_FALSE(aead_open(aead, 16, key, nonce, {}, *sealed));
        EXPECT_FALSE(aead_open(aead, 16, key, nonce, associated, View{*sealed}.first(15)));
        sealed->back() ^= 1;
        EXPECT_FALSE(aead_open(aead, 16, key, nonce, associated, *sealed));
    }
}

}  // namespace gateway::crypto
