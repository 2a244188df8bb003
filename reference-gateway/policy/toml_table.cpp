#include <algorithm>
#include <sstream>

#include "policy/toml_file.h"
#include "policy/toml_library.h"
#include "policy/toml_plain.h"

namespace gateway::policy {

TomlTable::TomlTable(const toml::table& table, std::string file, std::string name, unsigned line)
    : table_(&table), file_(std::move(file)), name_(std::move(name)), line_(line)
{
}

std::string TomlTable::full_name(std::string_view key) const
{
    return name_.empty() ? std::string(key) : name_ + "." + std::string(key);
}

const toml::node* TomlTable::find(std::string_view key)
{
    asked_.insert(std::string(key));
    return table_->get(key);
}

const toml::node& TomlTable::need(std::string_view key, std::string_view what)
{
    const toml::node* node = find(key);
    if (node == nullptr) {
        refuse(line_, "the key '" + full_name(key) + "', " + std::string(what));
    }
    return *node;
}

void TomlTable::refuse(unsigned line, const std::string& expected) const
{
    throw FileError(file_, line, expected);
}

void TomlTable::wrong(const toml::node& node, std::string_view key, std::string_view what) const
{
    refuse(node.source().begin.line, "'" + full_name(key) + "' to be " + std::string(what));
}

unsigned TomlTable::line_of(std::string_view key) const
{
    const toml::node* node = table_->get(key);
    return node == nullptr ? line_ : node->source().begin.line;
}

std::vector<std::string> TomlTable::keys() const
{
    std::vector<std::string> names;
    for (const auto& [key, value] : *table_) {
        names.push_back(unplain(key.str()));
    }
    return names;
}

bool TomlTable::has(std::string_view key)
{
    return find(key) != nullptr;
}

bool TomlTable::is_list(std::string_view key)
{
    const toml::node* node = find(key);
    return node != nullptr && node->is_array();
}

void TomlTable::finish() const
{
    for (const auto& [key, value] : *table_) {
        if (asked_.contains(key.str())) continue;
        std::string known;
        for (const auto& name : asked_) {
            known += (known.empty() ? "" : ", ") + name;
        }
        refuse(key.source().begin.line,
               "one of the keys " + known + "; '" + full_name(unplain(key.str())) + "' is not known here");
    }
}

std::optional<Text> TomlTable::optional_text(std::string_view key)
{
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty()) wrong(*node, key, "a text");
    return Text{unplain(*value), node->source().begin.line};
}

Text TomlTable::text(std::string_view key)
{
    static_cast<void>(need(key, "a text"));
    return *optional_text(key);
}

std::int64_t TomlTable::number(std::string_view key, std::int64_t low, std::int64_t high)
{
    const std::string what = "a number from " + std::to_string(low) + " to " + std::to_string(high);
    const toml::node& node = need(key, what);
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < low || *value > high) wrong(node, key, what);
    return *value;
}

std::int64_t TomlTable::number_or(std::string_view key, std::int64_t otherwise, std::int64_t low,
                                  std::int64_t high)
{
    return has(key) ? number(key, low, high) : otherwise;
}

bool TomlTable::flag_or(std::string_view key, bool otherwise)
{
    const toml::node* node = find(key);
    if (node == nullptr) return otherwise;
    const auto value = node->value_exact<bool>();
    if (!value) wrong(*node, key, "true or false");
    return *value;
}

std::string TomlTable::date(std::string_view key)
{
    const toml::node& node = need(key, "a date");
    const auto value = node.value<toml::date>();
    if (!node.is_date() || !value) wrong(node, key, "a date");
    std::ostringstream text;
    text << *value;
    return text.str();
}

std::vector<Text> TomlTable::texts_of(const toml::node& node, std::string_view key) const
{
    const toml::array* list = node.as_array();
    if (list == nullptr) wrong(node, key, "a list of texts");
    std::vector<Text> values;
    for (const toml::node& element : *list) {
        const auto value = element.value_exact<std::string>();
        if (!value) wrong(element, key, "a list of texts");
        values.push_back({unplain(*value), element.source().begin.line});
    }
    return values;
}

std::vector<Text> TomlTable::texts(std::string_view key)
{
    return texts_of(need(key, "a list of texts"), key);
}

std::vector<std::vector<Text>> TomlTable::lists_of_texts(std::string_view key)
{
    const toml::node& node = need(key, "a list of lists of texts");
    if (!node.is_array()) wrong(node, key, "a list of lists of texts");
    std::vector<std::vector<Text>> lists;
    for (const toml::node& element : *node.as_array()) {
        lists.push_back(texts_of(element, key));
    }
    return lists;
}

std::vector<std::int64_t> TomlTable::numbers(std::string_view key, std::int64_t low,
                                             std::int64_t high)
{
    const std::string what =
        "a list of numbers from " + std::to_string(low) + " to " + std::to_string(high);
    const toml::node& node = need(key, what);
    if (!node.is_array()) wrong(node, key, what);
    std::vector<std::int64_t> values;
    for (const toml::node& element : *node.as_array()) {
        const auto value = element.value_exact<std::int64_t>();
        if (!value || *value < low || *value > high) wrong(element, key, what);
        values.push_back(*value);
    }
    return values;
}

std::optional<TomlTable> TomlTable::optional_table(std::string_view key)
{
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (!node->is_table()) wrong(*node, key, "a table");
    return TomlTable{*node->as_table(), file_, full_name(key), node->source().begin.line};
}

TomlTable TomlTable::table(std::string_view key)
{
    static_cast<void>(need(key, "a table"));
    return *optional_table(key);
}

std::vector<TomlTable> TomlTable::tables(std::string_view key)
{
    const toml::node& node = need(key, "a list of tables");
    if (!node.is_array()) wrong(node, key, "a list of tables");
    std::vector<TomlTable> rows;
    for (const toml::node& element : *node.as_array()) {
        if (!element.is_table()) wrong(element, key, "a list of tables");
        rows.emplace_back(*element.as_table(), file_, full_name(key), element.source().begin.line);
    }
    return rows;
}

}  // namespace gateway::policy
