#include "esp/protection.h"

#include <algorithm>

namespace gateway::esp {
namespace {

using Nonce = std::array<std::uint8_t, 12>;

Nonce nonce_of(View salt, View iv)
{
    Nonce nonce{};
    std::ranges::copy(iv, std::ranges::copy(salt, nonce.begin()).out);
    return nonce;
}

template <std::size_t size>
std::array<std::uint8_t, size> big_endian(std::uint64_t value)
{
    std::array<std::uint8_t, size> octets{};
    for (std::size_t i = 0; i < size; ++i) {
        octets[size - 1 - i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
    return octets;
}

// What is authenticated beside the ciphertext: RFC 4106, Section 5.
struct Associated {
    Associated(View header, std::uint64_t sequence, bool extended) : size(extended ? 12 : 8)
    {
        const View spi = header.first(4);
        const auto all = big_endian<8>(sequence);
        const View shown = extended ? View{all} : View{all}.last(4);
        std::ranges::copy(shown, std::ranges::copy(spi, octets.begin()).out);
    }
    [[nodiscard]] View view() const { return View{octets}.first(size); }

    std::array<std::uint8_t, 12> octets{};
    std::size_t size;
};

}  // namespace

std::optional<Protection> Protection::make(const Suite& suite, const SaKeys& keys,
                                           crypto::Direction direction)
{
    if (keys.cipher.size() != suite.cipher_key_size || keys.integ.size() != suite.integ_key_size) {
        return std::nullopt;
    }
    if (suite.aead) {
        std::array<std::uint8_t, salt_size> salt{};
        if (keys.cipher.size() <= salt.size()) return std::nullopt;
        const View key = View{keys.cipher}.first(keys.cipher.size() - salt.size());
        std::ranges::copy(View{keys.cipher}.last(salt.size()), salt.begin());
        auto aead = crypto::PacketAead::make(*suite.aead, key, direction);
        if (!aead) return std::nullopt;
        return Protection{suite, Combined{std::move(*aead), salt}};
    }
    auto cbc = crypto::PacketCbc::make(suite.cipher, keys.cipher, direction);
    auto hmac = crypto::PacketHmac::make(suite.integ, keys.integ);
    if (!cbc || !hmac) return std::nullopt;
    return Protection{suite, Separate{std::move(*cbc), std::move(*hmac)}};
}

Protection::Parts Protection::parts_of(std::span<std::uint8_t> packet) const noexcept
{
    const std::size_t front = header_size + suite_.iv_size;
    const std::size_t back = packet.size() - suite_.icv_size;
    return {packet.first(header_size), packet.subspan(header_size, suite_.iv_size),
            packet.subspan(front, back - front), packet.subspan(back)};
}

View Protection::icv_of(Separate& separate, View packet, std::uint64_t sequence) noexcept
{
    // The upper half stands behind what is sent: RFC 4303, Section 2.2.1.
    const auto upper = big_endian<4>(sequence >> 32U);
    const View covered = packet.first(packet.size() - suite_.icv_size);
    const View mac =
        separate.hmac.of(covered, suite_.extended_sequence_numbers ? View{upper} : View{});
    return mac.first(std::min(mac.size(), suite_.icv_size));
}

bool Protection::seal(std::span<std::uint8_t> packet, std::uint64_t sequence) noexcept
{
    const Parts parts = parts_of(packet);
    if (auto* combined = std::get_if<Combined>(&algorithms_)) {
        const Associated associated{parts.header, sequence, suite_.extended_sequence_numbers};
        return combined->aead.seal(nonce_of(combined->salt, parts.iv), associated.view(),
                                   parts.body, parts.icv);
    }
    auto& separate = std::get<Separate>(algorithms_);
    if (!separate.cbc.transform(parts.iv, parts.body)) return false;
    const View icv = icv_of(separate, packet, sequence);
    std::ranges::copy(icv, parts.icv.begin());
    return !icv.empty();
}

bool Protection::authenticate_and_decrypt(std::span<std::uint8_t> packet, std::uint64_t sequence,
                                          const IcvJudge& icv)
{
    const Parts parts = parts_of(packet);
    if (auto* combined = std::get_if<Combined>(&algorithms_)) {
        const Associated associated{parts.header, sequence, suite_.extended_sequence_numbers};
        return icv(combined->aead.open(nonce_of(combined->salt, parts.iv), associated.view(),
                                       parts.body, parts.icv));
    }
    auto& separate = std::get<Separate>(algorithms_);
    const View expected = icv_of(separate, packet, sequence);
    return icv(crypto::equal_in_constant_time(expected, parts.icv)) &&
           separate.cbc.transform(parts.iv, parts.body);
}

}  // namespace gateway::esp
