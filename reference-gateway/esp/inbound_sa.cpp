#include "esp/inbound_sa.h"

#include <algorithm>
#include <limits>

namespace gateway::esp {
namespace {

constexpr std::size_t trailer_size = 2;  // pad length and next header

}  // namespace

std::string_view name_of(Drop drop) noexcept
{
    switch (drop) {
        case Drop::malformed:
            return "malformed";
        case Drop::too_old:
            return "too-old";
        case Drop::replayed:
            return "replayed";
        case Drop::not_authentic:
            return "not-authentic";
        case Drop::bad_padding:
            return "bad-padding";
        case Drop::dummy:
            return "dummy";
        case Drop::no_ip_packet:
            return "no-ip-packet";
    }
    return {};
}

InboundSa::InboundSa(const Suite& suite, std::uint32_t spi, Protection protection,
                     InboundSeams seams)
    : suite_(suite),
      spi_(spi),
      protection_(std::move(protection)),
      seams_(std::move(seams)),
      window_(seams_.replay_window(suite.extended_sequence_numbers))
{
}

std::optional<InboundSa> InboundSa::make(const Suite& suite, std::uint32_t spi, const SaKeys& keys,
                                         InboundSeams seams)
{
    auto protection = Protection::make(suite, keys, crypto::Direction::open);
    if (!protection) return std::nullopt;
    return InboundSa{suite, spi, std::move(*protection), std::move(seams)};
}

std::expected<View, Drop> InboundSa::open(std::span<std::uint8_t> packet)
{
    const std::size_t outside = header_size + suite_.iv_size + suite_.icv_size;
    if (packet.size() < outside + suite_.alignment ||
        (packet.size() - outside) % suite_.alignment != 0) {
        return std::unexpected{Drop::malformed};
    }
    Cursor header{packet};
    header.skip(4);
    const auto sequence = window_->sequence_of(header.u32());
    const Novelty novelty = sequence ? window_->judge(*sequence) : Novelty::too_old;
    if (novelty == Novelty::too_old) return std::unexpected{Drop::too_old};
    if (novelty == Novelty::replayed) return std::unexpected{Drop::replayed};
    if (!protection_.authenticate_and_decrypt(packet, *sequence, seams_.icv)) {
        return std::unexpected{Drop::not_authentic};
    }
    window_->authenticated(*sequence);
    highest_ = std::max(highest_, *sequence);

    const auto opened =
        without_trailer(packet.subspan(header_size + suite_.iv_size, packet.size() - outside));
    if (!opened) return std::unexpected{opened.error()};
    for (const InboundRule& rule : seams_.rules) {
        if (const auto drop = rule.check(*opened)) return std::unexpected{*drop};
    }
    const auto inner = seams_.inner(opened->payload, opened->next_header);
    if (!inner) return std::unexpected{Drop::no_ip_packet};
    return *inner;
}

std::expected<Opened, Drop> InboundSa::without_trailer(View plain) const noexcept
{
    const View trailer = plain.last(trailer_size);
    const std::size_t padding = trailer.front();
    const View rest = plain.first(plain.size() - trailer_size);
    if (padding > rest.size()) return std::unexpected{Drop::bad_padding};
    return Opened{rest.first(rest.size() - padding), rest.last(padding), trailer.back()};
}

bool InboundSa::needs_rekey() const noexcept
{
    const std::uint64_t last = suite_.extended_sequence_numbers
                                   ? std::numeric_limits<std::uint64_t>::max()
                                   : std::numeric_limits<std::uint32_t>::max();
    return highest_ >= last / 4 * 3;
}

std::optional<std::uint32_t> spi_of(View packet) noexcept
{
    Cursor cursor{packet};
    const std::uint32_t spi = cursor.u32();
    cursor.skip(4);
    if (!cursor.ok()) return std::nullopt;
    return spi;
}

}  // namespace gateway::esp
