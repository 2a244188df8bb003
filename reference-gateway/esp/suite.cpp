#include "esp/suite.h"

#include <algorithm>
#include <array>

namespace gateway::esp {
namespace {

constexpr std::uint16_t encr_3des = 3;
constexpr std::uint16_t encr_aes_cbc = 12;
constexpr std::uint16_t encr_aes_gcm_16 = 20;
constexpr std::size_t gcm_iv_size = 8;
constexpr std::size_t gcm_icv_size = 16;

struct Integ {
    std::uint16_t number;
    crypto::Hash hash;
    std::size_t icv_size;
};
constexpr std::array integs{Integ{2, crypto::Hash::sha1, 12}, Integ{12, crypto::Hash::sha2_256, 16},
                            Integ{13, crypto::Hash::sha2_384, 24},
                            Integ{14, crypto::Hash::sha2_512, 32}};

bool is_aes_key_length(std::optional<std::uint16_t> bits)
{
    return bits == 128 || bits == 192 || bits == 256;
}

std::optional<Suite> gcm_of(const Negotiated& negotiated)
{
    if (negotiated.integ.value_or(0) != 0 || !is_aes_key_length(negotiated.key_length)) {
        return std::nullopt;
    }
    Suite suite;
    suite.aead = crypto::Aead::aes_gcm;
    suite.cipher_key_size = *negotiated.key_length / 8U + salt_size;
    suite.iv_size = gcm_iv_size;
    suite.icv_size = gcm_icv_size;
    return suite;
}

std::optional<Suite> cbc_of(const Negotiated& negotiated)
{
    const bool aes = negotiated.encr == encr_aes_cbc && is_aes_key_length(negotiated.key_length);
    const bool triple_des = negotiated.encr == encr_3des && !negotiated.key_length;
    const auto* integ = std::ranges::find(integs, negotiated.integ.value_or(0), &Integ::number);
    if ((!aes && !triple_des) || integ == integs.end()) return std::nullopt;
    Suite suite;
    suite.cipher = aes ? crypto::BlockCipher::aes : crypto::BlockCipher::triple_des;
    suite.cipher_key_size = aes ? *negotiated.key_length / 8U : 24;
    suite.integ = integ->hash;
    suite.integ_key_size = crypto::size_of(integ->hash);
    suite.iv_size = crypto::block_size(suite.cipher);
    suite.icv_size = integ->icv_size;
    suite.alignment = crypto::block_size(suite.cipher);
    return suite;
}

SaKeys take_keys(Cursor& cursor, const Suite& suite)
{
    SaKeys keys;
    keys.cipher = copy_of(cursor.take(suite.cipher_key_size));
    keys.integ = copy_of(cursor.take(suite.integ_key_size));
    return keys;
}

}  // namespace

std::optional<Suite> suite_of(const Negotiated& negotiated)
{
    auto suite = negotiated.encr == encr_aes_gcm_16 ? gcm_of(negotiated) : cbc_of(negotiated);
    if (suite) suite->extended_sequence_numbers = negotiated.extended_sequence_numbers;
    return suite;
}

std::optional<ChildKeys> split_keymat(const Suite& suite, View keymat)
{
    if (keymat.size() != suite.keymat_size()) return std::nullopt;
    Cursor cursor{keymat};
    ChildKeys keys;
    keys.from_initiator = take_keys(cursor, suite);
    keys.from_responder = take_keys(cursor, suite);
    return keys;
}

}  // namespace gateway::esp
