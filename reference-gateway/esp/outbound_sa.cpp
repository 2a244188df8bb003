#include "esp/outbound_sa.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace gateway::esp {
namespace {

constexpr std::size_t trailer_size = 2;  // pad length and next header

void write_big_endian(std::span<std::uint8_t> octets, std::uint64_t value) noexcept
{
    for (std::size_t i = octets.size(); i-- > 0; value >>= 8U) {
        octets[i] = static_cast<std::uint8_t>(value);
    }
}

std::uint8_t next_header_of(View inner) noexcept
{
    const unsigned version = inner.empty() ? 0 : inner.front() >> 4U;
    if (version == 4) return next_header_ipv4;
    if (version == 6) return next_header_ipv6;
    return next_header_none;
}

}  // namespace

void fill_with_padding(std::span<std::uint8_t> padding) noexcept
{
    std::uint8_t next = 0;
    for (auto& octet : padding) {
        octet = ++next;
    }
}

OutboundSa::OutboundSa(const Suite& suite, std::uint32_t spi, Protection protection, Random& random,
                       OutboundSeams seams)
    : suite_(suite),
      spi_(spi),
      protection_(std::move(protection)),
      random_(&random),
      seams_(std::move(seams)),
      sent_(seams_.already_sent),
      last_number_(suite.extended_sequence_numbers ? std::numeric_limits<std::uint64_t>::max()
                                                   : std::numeric_limits<std::uint32_t>::max())
{
}

std::optional<OutboundSa> OutboundSa::make(const Suite& suite, std::uint32_t spi,
                                           const SaKeys& keys, Random& random, OutboundSeams seams)
{
    auto protection = Protection::make(suite, keys, crypto::Direction::seal);
    if (!protection) return std::nullopt;
    return OutboundSa{suite, spi, std::move(*protection), random, std::move(seams)};
}

std::size_t OutboundSa::sealed_size(std::size_t inner_size) const noexcept
{
    const std::size_t blocks =
        (inner_size + trailer_size + suite_.alignment - 1) / suite_.alignment;
    return inner_offset() + blocks * suite_.alignment + suite_.icv_size;
}

std::size_t OutboundSa::largest_inner_size(std::size_t room) const noexcept
{
    const std::size_t least = sealed_size(0);
    if (room < least) return 0;
    const std::size_t blocks = (room - inner_offset() - suite_.icv_size) / suite_.alignment;
    return blocks * suite_.alignment - trailer_size;
}

std::optional<View> OutboundSa::seal(View inner, std::span<std::uint8_t> buffer)
{
    const std::uint8_t next_header = next_header_of(inner);
    if (next_header == next_header_none) return std::nullopt;
    return seal(inner, next_header, buffer);
}

std::optional<View> OutboundSa::seal(View inner, std::uint8_t next_header,
                                     std::span<std::uint8_t> buffer)
{
    const std::size_t size = sealed_size(inner.size());
    if (sent_ == last_number_ || buffer.size() < size) return std::nullopt;
    const std::uint64_t number = ++sent_;
    const std::uint64_t sequence = seams_.numbering(number);
    const auto packet = buffer.first(size);
    if (!inner.empty()) std::memmove(&packet[inner_offset()], inner.data(), inner.size());

    write_big_endian(packet.first(4), spi_);
    write_big_endian(packet.subspan(4, 4), sequence);
    const auto iv = packet.subspan(header_size, suite_.iv_size);
    if (suite_.aead) {
        write_big_endian(iv, seams_.counter_iv(number));
    } else {
        write_iv(iv);
        seams_.block_iv(iv, number);
    }

    const std::size_t behind = inner_offset() + inner.size();
    const std::size_t trailer = size - suite_.icv_size - trailer_size;
    seams_.padding(packet.subspan(behind, trailer - behind));
    packet[trailer] = static_cast<std::uint8_t>(trailer - behind);
    packet[trailer + 1] = next_header;
    if (!protection_.seal(packet, sequence)) return std::nullopt;
    return packet;
}

// Unpredictable, as RFC 3602, Section 3 wants it.
void OutboundSa::write_iv(std::span<std::uint8_t> iv)
{
    if (random_octets_.size() - random_used_ < iv.size()) {
        random_->fill(random_octets_);
        random_used_ = 0;
    }
    std::ranges::copy(std::span{random_octets_}.subspan(random_used_, iv.size()), iv.begin());
    random_used_ += iv.size();
}

}  // namespace gateway::esp
