// Encryption and integrity of whole ESP packets, in place: RFC 4303, Section 2. The sequence number
// is given with all its 64 bits; of these the packet bears the lower 32.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <variant>

#include "crypto/packet_cipher.h"
#include "crypto/packet_hmac.h"
#include "esp/suite.h"

namespace gateway::esp {

inline constexpr std::size_t header_size = 8;  // SPI and sequence number

using IcvJudge = std::function<bool(bool fits)>;

class Protection {
public:
    // Nothing if the keys are not of the suite's sizes.
    [[nodiscard]] static std::optional<Protection> make(const Suite& suite, const SaKeys& keys,
                                                        crypto::Direction direction);

    // The packet is header, IV, what is to be encrypted (aligned), and room for the ICV. False
    // where OpenSSL fails.
    [[nodiscard]] bool seal(std::span<std::uint8_t> packet, std::uint64_t sequence) noexcept;

    // Whether the packet is authentic, which `icv` says of whether its ICV fits. The caller has
    // seen to it that the packet is long enough and aligned.
    [[nodiscard]] bool authenticate_and_decrypt(std::span<std::uint8_t> packet,
                                                std::uint64_t sequence, const IcvJudge& icv);

private:
    struct Combined {
        crypto::PacketAead aead;
        std::array<std::uint8_t, salt_size> salt{};
    };
    struct Separate {
        crypto::PacketCbc cbc;
        crypto::PacketHmac hmac;
    };
    struct Parts {
        View header;
        View iv;
        std::span<std::uint8_t> body;
        std::span<std::uint8_t> icv;
    };

    Protection(const Suite& suite, std::variant<Combined, Separate> algorithms)
        : suite_(suite), algorithms_(std::move(algorithms))
    {
    }

    [[nodiscard]] Parts parts_of(std::span<std::uint8_t> packet) const noexcept;
    [[nodiscard]] View icv_of(Separate& separate, View packet, std::uint64_t sequence) noexcept;

    Suite suite_;
    std::variant<Combined, Separate> algorithms_;
};

}  // namespace gateway::esp
