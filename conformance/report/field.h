// One value of a JSON document together with its place in it, so that a complaint can name the
// place.

#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace conformance::report {

class Field {
public:
    Field(const nlohmann::json& value, std::string place) : value_(&value), place_(std::move(place))
    {
    }

    [[nodiscard]] Field operator[](std::string_view name) const;
    [[nodiscard]] std::optional<Field> find(std::string_view name) const;
    [[nodiscard]] std::vector<Field> items() const;
    [[nodiscard]] std::vector<std::string> texts() const;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::uint64_t number() const;
    [[nodiscard]] double figure() const;
    [[nodiscard]] bool truth() const;
    [[nodiscard]] bool is_null() const { return value_->is_null(); }

    // The place of this value's text among the words that may stand here.
    [[nodiscard]] std::size_t choice(std::span<const std::string_view> words) const;

    [[noreturn]] void expected(std::string_view what) const;
    [[nodiscard]] const nlohmann::json& raw() const { return *value_; }

private:
    const nlohmann::json* value_;
    std::string place_;
};

}  // namespace conformance::report
