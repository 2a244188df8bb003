#include "crypto/packet_cipher.h"

#include <gtest/gtest.h>

#include "crypto/packet_hmac.h"

namespace gateway::crypto {
namespace {

Octets counting(std::size_t size, std::uint8_t first)
{
    Octets octets(size);
    for (auto& octet : octets) {
        octet = first++;
    }
    return octets;
}

}  // namespace

// One context for many packets gives what a fresh one gives for each.
TEST(PacketAead, DoesWhatTheOneTimeAeadDoes)
{
    for (const std::size_t key_size : {16U, 24U, 32U}) {
        const Octets key = counting(key_size, 1);
        auto sealer = PacketAead::make(Aead::aes_gcm, key, Direction::seal);
        auto opener = PacketAead::make(Aead::aes_gcm, key, Direction::open);
        ASSERT_TRUE(sealer && opener);
        for (std::uint8_t packet = 0; packet < 4; ++packet) {
            const Octets nonce = counting(12, packet);
            const Octets associated = counting(8U + packet, packet);
            const Octets plain = counting(100U * packet, 7);
            Octets octets = plain;
            Octets tag(16);
            ASSERT_TRUE(sealer->seal(nonce, associated, octets, tag));
            EXPECT_EQ(joined({octets, tag}),
                      *aead_seal(Aead::aes_gcm, 16, key, nonce, associated, plain));
            ASSERT_TRUE(opener->open(nonce, associated, octets, tag));
            EXPECT_EQ(octets, plain);
            tag[packet] ^= 1;
            EXPECT_FALSE(opener->open(nonce, associated, octets, tag));
        }
    }
}

TEST(PacketCbc, DoesWhatTheOneTimeCbcDoes)
{
    for (const BlockCipher cipher : {BlockCipher::aes, BlockCipher::triple_des}) {
        const Octets key = counting(cipher == BlockCipher::aes ? 32 : 24, 1);
        auto sealer = PacketCbc::make(cipher, key, Direction::seal);
        auto opener = PacketCbc::make(cipher, key, Direction::open);
        ASSERT_TRUE(sealer && opener);
        for (std::uint8_t packet = 1; packet < 4; ++packet) {
            const Octets iv = counting(block_size(cipher), packet);
            const Octets plain = counting(16U * packet, 9);
            Octets octets = plain;
            ASSERT_TRUE(sealer->transform(iv, octets));
            EXPECT_EQ(octets, *cbc_encrypt(cipher, key, iv, plain));
            ASSERT_TRUE(opener->transform(iv, octets));
            EXPECT_EQ(octets, plain);
        }
        Octets cut = counting(15, 0);
        EXPECT_FALSE(opener->transform(counting(block_size(cipher), 0), cut));
    }
}

TEST(PacketCiphers, RefuseKeysOfAWrongSize)
{
    EXPECT_FALSE(PacketAead::make(Aead::aes_gcm, Octets(31), Direction::seal));
    EXPECT_FALSE(PacketCbc::make(BlockCipher::triple_des, Octets(16), Direction::open));
    EXPECT_FALSE(PacketHmac::make(Hash::sha1, {}));
}

TEST(PacketHmac, DoesWhatTheOneTimeHmacDoes)
{
    for (const Hash hash :
         {Hash::md5, Hash::sha1, Hash::sha2_256, Hash::sha2_384, Hash::sha2_512}) {
        const Octets key = counting(size_of(hash), 3);
        auto hmac_of = PacketHmac::make(hash, key);
        ASSERT_TRUE(hmac_of);
        for (std::uint8_t packet = 0; packet < 3; ++packet) {
            const Octets octets = counting(70U * packet, packet);
            EXPECT_EQ(copy_of(hmac_of->of(octets, {})), hmac(hash, key, octets));
            EXPECT_EQ(copy_of(hmac_of->of(octets, octets)),
                      hmac(hash, key, joined({octets, octets})));
        }
    }
}

}  // namespace gateway::crypto
