// The gateway's half of a Child SA that receives: an ESP packet becomes its inner IP packet, or a
// reason why it is dropped (RFC 4303, Section 3.4).
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "esp/inner_packet.h"
#include "esp/protection.h"
#include "esp/replay_window.h"

namespace gateway::esp {

enum class Drop {
    malformed,  // too short, or not in whole blocks
    too_old,    // left of the window
    replayed,
    not_authentic,  // the ICV does not fit
    bad_padding,
    dummy,         // next header 59
    no_ip_packet,  // inside
};

[[nodiscard]] std::string_view name_of(Drop drop) noexcept;

// An authentic packet, decrypted.
struct Opened {
    View payload;
    View padding;
    std::uint8_t next_header = 0;
};

struct InboundRule {
    std::string requirement;
    std::function<std::optional<Drop>(const Opened&)> check;
};

// In the order in which the gateway asks.
[[nodiscard]] std::vector<InboundRule> inbound_rules();

// Where a mutant or a test may take hold of what comes.
struct InboundSeams {
    std::vector<InboundRule> rules = inbound_rules();
    std::function<std::unique_ptr<AntiReplay>(bool extended)> replay_window = [](bool extended) {
        return std::make_unique<ReplayWindow>(extended);
    };
    IcvJudge icv = [](bool fits) { return fits; };
    // The IP packet in what was opened, by its next header.
    std::function<std::optional<View>(View, std::uint8_t)> inner = inner_packet;
};

class InboundSa {
public:
    // Nothing if the keys are not of the suite's sizes. The SPI is the one the gateway chose;
    // whoever looks SAs up has compared it.
    [[nodiscard]] static std::optional<InboundSa> make(const Suite& suite, std::uint32_t spi,
                                                       const SaKeys& keys, InboundSeams seams = {});

    // Decrypts in place: the inner packet is a part of `packet`, which is spoilt if it is dropped.
    [[nodiscard]] std::expected<View, Drop> open(std::span<std::uint8_t> packet);

    [[nodiscard]] std::uint32_t spi() const noexcept { return spi_; }
    // Whether the peer's sequence numbers run out.
    [[nodiscard]] bool needs_rekey() const noexcept;

private:
    InboundSa(const Suite& suite, std::uint32_t spi, Protection protection, InboundSeams seams);

    [[nodiscard]] std::expected<Opened, Drop> without_trailer(View plain) const noexcept;

    Suite suite_;
    std::uint32_t spi_;
    Protection protection_;
    InboundSeams seams_;
    std::unique_ptr<AntiReplay> window_;
    std::uint64_t highest_ = 0;
};

// The SPI of an ESP packet, by which its SA is looked up; nothing if it is too short to be one.
[[nodiscard]] std::optional<std::uint32_t> spi_of(View packet) noexcept;

}  // namespace gateway::esp
