#include "ike/algorithms.h"

#include <algorithm>
#include <array>

#include "crypto/key_agreement.h"
#include "ike/numbers.h"

namespace gateway::ike {
namespace {

using crypto::Hash;

struct Prf {
    std::uint16_t number;
    Hash hash;
};
constexpr std::array prfs{Prf{1, Hash::md5}, Prf{2, Hash::sha1}, Prf{5, Hash::sha2_256},
                          Prf{6, Hash::sha2_384}, Prf{7, Hash::sha2_512}};

struct Integ {
    std::uint16_t number;
    Hash hash;
    std::size_t icv_size;
};
constexpr std::array integs{Integ{1, Hash::md5, 12}, Integ{2, Hash::sha1, 12},
                            Integ{12, Hash::sha2_256, 16}, Integ{13, Hash::sha2_384, 24},
                            Integ{14, Hash::sha2_512, 32}};

struct CombinedCipher {
    std::uint16_t number;
    crypto::Aead aead;
    std::size_t icv_size;
};
constexpr std::array combined{CombinedCipher{18, crypto::Aead::aes_gcm, 8},
                              CombinedCipher{19, crypto::Aead::aes_gcm, 12},
                              CombinedCipher{20, crypto::Aead::aes_gcm, 16},
                              CombinedCipher{28, crypto::Aead::chacha20_poly1305, 16}};

constexpr std::uint16_t encr_3des = 3;
constexpr std::uint16_t encr_aes_cbc = 12;

const auto* find(const auto& list, std::uint16_t number)
{
    const auto* found =
        std::ranges::find_if(list, [number](const auto& row) { return row.number == number; });
    return found == list.end() ? nullptr : found;
}

std::optional<Combined> combined_of(const policy::Tuple& tuple)
{
    const auto* row = find(combined, tuple.encr);
    if (row == nullptr || tuple.integ) return std::nullopt;
    return Combined{row->aead, tuple.key_length.value_or(256) / 8U, row->icv_size};
}

std::optional<Cbc> cbc_of(const policy::Tuple& tuple)
{
    const auto* integ = find(integs, tuple.integ.value_or(integ_none));
    if (integ == nullptr) return std::nullopt;
    if (tuple.encr == encr_3des) {
        return Cbc{crypto::BlockCipher::triple_des, 24, integ->hash, integ->icv_size};
    }
    if (tuple.encr != encr_aes_cbc || !tuple.key_length) return std::nullopt;
    return Cbc{crypto::BlockCipher::aes, *tuple.key_length / 8U, integ->hash, integ->icv_size};
}

}  // namespace

std::optional<Algorithms> algorithms_of(const policy::Tuple& tuple)
{
    const auto* prf = find(prfs, tuple.prf);
    if (prf == nullptr || !crypto::knows_group(tuple.group)) return std::nullopt;
    if (const auto found = combined_of(tuple)) return Algorithms{prf->hash, *found};
    if (const auto found = cbc_of(tuple)) return Algorithms{prf->hash, *found};
    return std::nullopt;
}

}  // namespace gateway::ike
