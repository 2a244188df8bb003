#include "report/field.h"

#include <algorithm>

#include "report/results.h"

namespace conformance::report {

void Field::expected(std::string_view what) const
{
    throw MalformedResults("results.json" + (place_.empty() ? "" : ", " + place_) + ": expected " +
                           std::string(what));
}

std::optional<Field> Field::find(std::string_view name) const
{
    if (!value_->is_object()) expected("an object");
    const auto found = value_->find(name);
    if (found == value_->end()) return std::nullopt;
    return Field{*found, place_.empty() ? std::string(name) : place_ + "." + std::string(name)};
}

Field Field::operator[](std::string_view name) const
{
    auto found = find(name);
    if (!found) expected("a member '" + std::string(name) + "'");
    return *std::move(found);
}

std::vector<Field> Field::items() const
{
    if (!value_->is_array()) expected("an array");
    std::vector<Field> items;
    items.reserve(value_->size());
    for (const auto& item : *value_) {
        items.emplace_back(item, place_ + "[" + std::to_string(items.size()) + "]");
    }
    return items;
}

std::vector<std::string> Field::texts() const
{
    std::vector<std::string> texts;
    for (const auto& item : items()) {
        texts.push_back(item.text());
    }
    return texts;
}

std::string Field::text() const
{
    if (!value_->is_string()) expected("a string");
    return value_->get<std::string>();
}

std::uint64_t Field::number() const
{
    if (!value_->is_number_integer() || *value_ < 0) expected("an integer that is not negative");
    return value_->get<std::uint64_t>();
}

double Field::figure() const
{
    if (!value_->is_number()) expected("a number");
    return value_->get<double>();
}

bool Field::truth() const
{
    if (!value_->is_boolean()) expected("true or false");
    return value_->get<bool>();
}

std::size_t Field::choice(std::span<const std::string_view> words) const
{
    const auto given = text();
    const auto found = std::ranges::find(words, given);
    if (found == words.end()) {
        std::string list;
        for (const auto word : words) {
            list += (list.empty() ? "" : ", ") + std::string(word);
        }
        expected("one of " + list);
    }
    return static_cast<std::size_t>(found - words.begin());
}

}  // namespace conformance::report
