// Octets on the wire: a cursor that never reads past the end, and a writer; both big-endian.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gateway {

using Octets = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

// Reading past the end yields zeros and empty views, and the cursor stays failed from then on: a
// parser reads its whole structure and asks once.
class Cursor {
public:
    explicit Cursor(View octets) noexcept : rest_(octets) {}

    std::uint8_t u8() noexcept { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() noexcept { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u24() noexcept { return static_cast<std::uint32_t>(number(3)); }
    std::uint32_t u32() noexcept { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() noexcept { return number(8); }
    View take(std::size_t count) noexcept;
    View take_rest() noexcept { return take(rest_.size()); }
    void skip(std::size_t count) noexcept { take(count); }

    [[nodiscard]] std::size_t remaining() const noexcept { return rest_.size(); }
    [[nodiscard]] bool ok() const noexcept { return !failed_; }
    [[nodiscard]] bool at_end() const noexcept { return !failed_ && rest_.empty(); }

private:
    std::uint64_t number(std::size_t width) noexcept;

    View rest_;
    bool failed_ = false;
};

class Writer {
public:
    void u8(std::uint8_t value) { number(value, 1); }
    void u16(std::uint16_t value) { number(value, 2); }
    void u24(std::uint32_t value) { number(value, 3); }
    void u32(std::uint32_t value) { number(value, 4); }
    void u64(std::uint64_t value) { number(value, 8); }
    void octets(View value) { octets_.insert(octets_.end(), value.begin(), value.end()); }
    void zeros(std::size_t count) { octets_.resize(octets_.size() + count); }

    // For lengths that are known only after what they measure is written.
    void set_u8(std::size_t at, std::uint8_t value) { set(at, value, 1); }
    void set_u16(std::size_t at, std::uint16_t value) { set(at, value, 2); }
    void set_u24(std::size_t at, std::uint32_t value) { set(at, value, 3); }
    void set_u32(std::size_t at, std::uint32_t value) { set(at, value, 4); }

    [[nodiscard]] std::size_t size() const noexcept { return octets_.size(); }
    [[nodiscard]] View view() const noexcept { return octets_; }
    [[nodiscard]] Octets take() noexcept { return std::move(octets_); }

private:
    void number(std::uint64_t value, std::size_t width);
    void set(std::size_t at, std::uint64_t value, std::size_t width);

    Octets octets_;
};

[[nodiscard]] bool equal(View a, View b) noexcept;
[[nodiscard]] Octets joined(std::initializer_list<View> parts);
[[nodiscard]] Octets copy_of(View octets);
[[nodiscard]] View as_octets(std::string_view text) noexcept;
[[nodiscard]] std::string to_hex(View octets);

}  // namespace gateway
