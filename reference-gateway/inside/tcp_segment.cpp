#include "inside/tcp_segment.h"

#include <algorithm>

namespace gateway::inside {
namespace {

constexpr std::size_t header_size = 20;
constexpr unsigned fin_bit = 0x01;
constexpr unsigned syn_bit = 0x02;
constexpr unsigned rst_bit = 0x04;
constexpr unsigned ack_bit = 0x10;

constexpr std::uint8_t end_of_options = 0;
constexpr std::uint8_t no_operation = 1;
constexpr std::uint8_t maximum_segment_size_option = 2;
constexpr std::uint8_t window_scale_option = 3;

void read_options(View octets, TcpSegment& segment)
{
    Cursor options{octets};
    while (options.remaining() != 0) {
        const std::uint8_t kind = options.u8();
        if (kind == end_of_options) return;
        if (kind == no_operation) continue;
        const std::size_t length = options.u8();
        if (length < 2) return;
        Cursor value{options.take(length - 2)};
        if (!options.ok()) return;
        if (kind == maximum_segment_size_option && length == 4) {
            segment.maximum_segment_size = value.u16();
        }
        if (kind == window_scale_option && length == 3) segment.window_scale = value.u8();
    }
}

std::size_t options_size(const TcpSegment& segment)
{
    return (segment.maximum_segment_size ? 4U : 0U) + (segment.window_scale ? 4U : 0U);
}

}  // namespace

std::optional<TcpSegment> parse_tcp_segment(View octets)
{
    Cursor cursor{octets};
    TcpSegment segment;
    segment.source_port = cursor.u16();
    segment.destination_port = cursor.u16();
    segment.sequence = cursor.u32();
    segment.acknowledged = cursor.u32();
    const std::size_t offset = (cursor.u8() >> 4U) * std::size_t{4};
    const unsigned flags = cursor.u8();
    segment.fin = (flags & fin_bit) != 0;
    segment.syn = (flags & syn_bit) != 0;
    segment.rst = (flags & rst_bit) != 0;
    segment.ack = (flags & ack_bit) != 0;
    segment.window = cursor.u16();
    if (!cursor.ok() || offset < header_size || offset > octets.size()) return std::nullopt;
    if (segment.syn) read_options(octets.first(offset).subspan(header_size), segment);
    segment.data = octets.subspan(offset);
    return segment;
}

std::size_t size_of(const TcpSegment& segment) noexcept
{
    return header_size + options_size(segment) + segment.data.size();
}

void write(const TcpSegment& segment, std::span<std::uint8_t> octets)
{
    Writer writer;
    writer.u16(segment.source_port);
    writer.u16(segment.destination_port);
    writer.u32(segment.sequence);
    writer.u32(segment.acknowledged);
    writer.u8(static_cast<std::uint8_t>((header_size + options_size(segment)) / 4 << 4U));
    writer.u8(static_cast<std::uint8_t>((segment.fin ? fin_bit : 0) | (segment.syn ? syn_bit : 0) |
                                        (segment.rst ? rst_bit : 0) | (segment.ack ? ack_bit : 0)));
    writer.u16(segment.window);
    writer.zeros(4);  // checksum, urgent pointer
    if (segment.maximum_segment_size) {
        writer.u8(maximum_segment_size_option);
        writer.u8(4);
        writer.u16(*segment.maximum_segment_size);
    }
    if (segment.window_scale) {
        writer.u8(no_operation);
        writer.u8(window_scale_option);
        writer.u8(3);
        writer.u8(*segment.window_scale);
    }
    const auto behind = std::ranges::copy(writer.view(), octets.begin()).out;
    std::ranges::copy(segment.data, behind);
}

}  // namespace gateway::inside
