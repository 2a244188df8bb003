// One field list, three readers: a structure's `fields(wire, value)` names its fields in the document's order, and Writer,
// Reader and Narrator do with that list what their names say. Numbers are big-endian, as on the wire.
//
// A Reader fails stickily and never past the end; what it could not read stays zero and its complaint says why. Lengths
// that a codec computes are Computed: right by themselves, wrong on request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/octets.h"

namespace conformance::wire {

// A field that the codec works out (a length, a next-payload number); forge() puts a lie in its place.
template <class T>
class Computed {
   public:
    void forge(T value) { forged_ = value; }
    [[nodiscard]] T or_else(T truth) const { return forged_.value_or(truth); }
    [[nodiscard]] bool is_forged() const { return forged_.has_value(); }
    bool operator==(const Computed&) const = default;

   private:
    std::optional<T> forged_;
};

class Writer {
   public:
    void u8(std::string_view, std::uint8_t value) { octets_.push_back(value); }
    void u16(std::string_view, std::uint16_t value) { number(value, 2); }
    void u24(std::string_view, std::uint32_t value) { number(value, 3); }
    void u32(std::string_view, std::uint32_t value) { number(value, 4); }
    void u64(std::string_view, std::uint64_t value) { number(value, 8); }
    void octets(std::string_view, const Octets& value, std::size_t) { append(octets_, value); }
    void rest(std::string_view, const Octets& value) { append(octets_, value); }

    [[nodiscard]] std::size_t size() const { return octets_.size(); }
    [[nodiscard]] Octets take() { return std::move(octets_); }
    // Overwrites a 16-bit or 32-bit number at an offset written before.
    void patch16(std::size_t offset, std::uint16_t value) { patch(offset, value, 2); }
    void patch32(std::size_t offset, std::uint32_t value) { patch(offset, value, 4); }

   private:
    void number(std::uint64_t value, unsigned width)
    {
        for (unsigned shift = width * 8; shift != 0; shift -= 8) {
            octets_.push_back(static_cast<std::uint8_t>(value >> (shift - 8)));
        }
    }
    void patch(std::size_t offset, std::uint64_t value, unsigned width)
    {
        for (unsigned i = 0; i < width; ++i) {
            octets_.at(offset + i) = static_cast<std::uint8_t>(value >> ((width - 1 - i) * 8));
        }
    }

    Octets octets_;
};

class Reader {
   public:
    explicit Reader(View octets) : rest_{octets} {}

    void u8(std::string_view name, std::uint8_t& value) { value = narrow<std::uint8_t>(name, 1); }
    void u16(std::string_view name, std::uint16_t& value) { value = narrow<std::uint16_t>(name, 2); }
    void u24(std::string_view name, std::uint32_t& value) { value = narrow<std::uint32_t>(name, 3); }
    void u32(std::string_view name, std::uint32_t& value) { value = narrow<std::uint32_t>(name, 4); }
    void u64(std::string_view name, std::uint64_t& value) { value = number(name, 8); }
    void octets(std::string_view name, Octets& value, std::size_t count)
    {
        const auto found = take(name, count);
        value.assign(found.begin(), found.end());
    }
    void rest(std::string_view, Octets& value)
    {
        value.assign(rest_.begin(), rest_.end());
        rest_ = {};
    }

    [[nodiscard]] View take(std::string_view name, std::size_t count)
    {
        if (!complaint_.empty() || count > rest_.size()) {
            if (complaint_.empty()) { complaint_ = std::string{name} + " runs past the end"; }
            rest_ = {};
            return {};
        }
        const auto taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }
    [[nodiscard]] std::size_t left() const { return rest_.size(); }
    [[nodiscard]] bool ok() const { return complaint_.empty(); }
    [[nodiscard]] const std::string& complaint() const { return complaint_; }

   private:
    std::uint64_t number(std::string_view name, std::size_t width)
    {
        std::uint64_t value = 0;
        for (const auto octet : take(name, width)) {
            value = value << 8 | octet;
        }
        return value;
    }
    template <class T>
    T narrow(std::string_view name, std::size_t width)
    {
        return static_cast<T>(number(name, width));
    }

    View rest_;
    std::string complaint_;
};

// Tells a structure in lines of `name: value`.
class Narrator {
   public:
    explicit Narrator(std::string indent = "") : indent_{std::move(indent)} {}

    void u8(std::string_view name, std::uint8_t value) { line(name, std::to_string(value)); }
    void u16(std::string_view name, std::uint16_t value) { line(name, std::to_string(value)); }
    void u24(std::string_view name, std::uint32_t value) { line(name, std::to_string(value)); }
    void u32(std::string_view name, std::uint32_t value) { line(name, std::to_string(value)); }
    void u64(std::string_view name, std::uint64_t value) { line(name, std::to_string(value)); }
    void octets(std::string_view name, const Octets& value, std::size_t) { line(name, shortened(value)); }
    void rest(std::string_view name, const Octets& value) { line(name, shortened(value)); }

    [[nodiscard]] std::vector<std::string> take() { return std::move(lines_); }

   private:
    static std::string shortened(const Octets& value)
    {
        constexpr std::size_t shown = 32;
        const auto text = hex(View{value}.first(std::min(value.size(), shown)));
        return value.size() > shown ? text + "... (" + std::to_string(value.size()) + " octets)" : text;
    }
    void line(std::string_view name, const std::string& value)
    {
        lines_.push_back(indent_ + std::string{name} + ": " + value);
    }

    std::string indent_;
    std::vector<std::string> lines_;
};

}  // namespace conformance::wire
