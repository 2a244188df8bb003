#include "catalog/toml_file.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "catalog/toml_ascii.h"

namespace conformance::catalog {

namespace {

unsigned line_of(const toml::node& node) { return static_cast<unsigned>(node.source().begin.line); }

std::string named(std::string_view key) { return "'" + std::string{key} + "'"; }

std::vector<std::string> strings_of(const std::string& file, std::string_view key,
                                    const toml::array& array)
{
    std::vector<std::string> values;
    for (const auto& element : array) {
        const auto value = element.value_exact<std::string>();
        if (!value) { throw Fault{file, line_of(element), named(key) + ": expected a string"}; }
        values.push_back(from_ascii(*value));
    }
    return values;
}

std::string text_of(const std::filesystem::path& path)
{
    // Neither what has no end nor what nobody writes to is waited for.
    constexpr std::uintmax_t most_octets = 4 << 20;
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored)) {
        throw Fault{path.string(), 0, "cannot be read; expected a TOML file, which is a regular file"};
    }
    std::ifstream in{path, std::ios::binary};
    if (!in) { throw Fault{path.string(), 0, "cannot be read; expected a TOML file"}; }
    if (std::filesystem::file_size(path, ignored) > most_octets) {
        throw Fault{path.string(), 0, "is too long; expected a TOML file of at most 4 MiB"};
    }
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TomlTable::TomlTable(std::string file, std::string path, const toml::table& table)
    : file_{std::move(file)}, path_{std::move(path)}, table_{&table}
{
}

unsigned TomlTable::line() const { return line_of(*table_); }

unsigned TomlTable::line(std::string_view key) const
{
    const auto* found = table_->get(key);
    return found != nullptr ? line_of(*found) : line();
}

unsigned TomlTable::line(std::string_view key, std::size_t element) const
{
    const auto* array = table_->get_as<toml::array>(key);
    return array != nullptr && element < array->size() ? line_of((*array)[element]) : line(key);
}

bool TomlTable::has(std::string_view key) const { return table_->get(key) != nullptr; }

std::vector<std::string> TomlTable::keys() const
{
    std::vector<std::string> names;
    for (const auto& [key, value] : *table_) {
        names.push_back(from_ascii(key.str()));
    }
    return names;
}

std::string TomlTable::full_name(std::string_view key) const
{
    return path_.empty() ? std::string{key} : path_ + "." + std::string{key};
}

void TomlTable::fault(std::string_view key, const std::string& expected) const
{
    throw Fault{file_, line(key), named(full_name(key)) + ": expected " + expected};
}

void TomlTable::fault(std::string_view key, std::size_t element, const std::string& expected) const
{
    throw Fault{file_, line(key, element), named(full_name(key)) + ": expected " + expected};
}

const toml::node& TomlTable::node(std::string_view key, std::string_view expected)
{
    asked_.emplace(key);
    const auto* found = table_->get(key);
    if (found == nullptr) { fault(key, std::string{expected} + ", but the key is missing"); }
    return *found;
}

std::string TomlTable::string(std::string_view key)
{
    const auto value = node(key, "a string").value_exact<std::string>();
    if (!value) { fault(key, "a string"); }
    return from_ascii(*value);
}

std::int64_t TomlTable::integer(std::string_view key, std::int64_t low, std::int64_t high)
{
    const auto expected = "a whole number from " + std::to_string(low) + " to " + std::to_string(high);
    const auto value = node(key, expected).value_exact<std::int64_t>();
    if (!value || *value < low || *value > high) { fault(key, expected); }
    return *value;
}

std::string TomlTable::date(std::string_view key)
{
    const auto value = node(key, "a date such as 2024-08-08").value_exact<toml::date>();
    if (!value) { fault(key, "a date such as 2024-08-08"); }
    std::ostringstream text;
    text << *value;
    return text.str();
}

std::vector<std::string> TomlTable::strings(std::string_view key)
{
    const auto* array = node(key, "an array of strings").as_array();
    if (array == nullptr) { fault(key, "an array of strings"); }
    return strings_of(file_, key, *array);
}

std::vector<std::vector<std::string>> TomlTable::string_lists(std::string_view key)
{
    const auto* array = node(key, "an array of arrays of strings").as_array();
    if (array == nullptr) { fault(key, "an array of arrays of strings"); }
    std::vector<std::vector<std::string>> lists;
    for (const auto& element : *array) {
        const auto* list = element.as_array();
        if (list == nullptr) {
            throw Fault{file_, line_of(element), named(key) + ": expected an array of strings"};
        }
        lists.push_back(strings_of(file_, key, *list));
    }
    return lists;
}

std::vector<std::int64_t> TomlTable::integers(std::string_view key, std::int64_t low,
                                              std::int64_t high)
{
    const auto expected = "an array of whole numbers from " + std::to_string(low) + " to " +
                          std::to_string(high);
    const auto* array = node(key, expected).as_array();
    if (array == nullptr) { fault(key, expected); }
    std::vector<std::int64_t> values;
    for (const auto& element : *array) {
        const auto value = element.value_exact<std::int64_t>();
        if (!value || *value < low || *value > high) {
            throw Fault{file_, line_of(element), named(key) + ": expected " + expected};
        }
        values.push_back(*value);
    }
    return values;
}

TomlTable TomlTable::table(std::string_view key)
{
    const auto* found = node(key, "a table").as_table();
    if (found == nullptr) { fault(key, "a table"); }
    return {file_, full_name(key), *found};
}

std::vector<TomlTable> TomlTable::tables(std::string_view key)
{
    const auto* array = node(key, "an array of tables").as_array();
    if (array == nullptr) { fault(key, "an array of tables"); }
    std::vector<TomlTable> values;
    for (const auto& element : *array) {
        const auto* found = element.as_table();
        if (found == nullptr) {
            throw Fault{file_, line_of(element), named(key) + ": expected a table"};
        }
        values.emplace_back(file_, std::string{key}, *found);
    }
    return values;
}

std::optional<std::string> TomlTable::optional_string(std::string_view key)
{
    asked_.emplace(key);
    return has(key) ? std::optional{string(key)} : std::nullopt;
}

std::optional<std::int64_t> TomlTable::optional_integer(std::string_view key, std::int64_t low,
                                                        std::int64_t high)
{
    asked_.emplace(key);
    return has(key) ? std::optional{integer(key, low, high)} : std::nullopt;
}

bool TomlTable::optional_boolean(std::string_view key, bool otherwise)
{
    asked_.emplace(key);
    if (!has(key)) { return otherwise; }
    const auto value = table_->get(key)->value_exact<bool>();
    if (!value) { fault(key, "true or false"); }
    return *value;
}

std::vector<std::string> TomlTable::optional_strings(std::string_view key)
{
    asked_.emplace(key);
    return has(key) ? strings(key) : std::vector<std::string>{};
}

std::optional<TomlTable> TomlTable::optional_table(std::string_view key)
{
    asked_.emplace(key);
    return has(key) ? std::optional{table(key)} : std::nullopt;
}

std::vector<TomlTable> TomlTable::optional_tables(std::string_view key)
{
    asked_.emplace(key);
    return has(key) ? tables(key) : std::vector<TomlTable>{};
}

void TomlTable::finish() const
{
    for (const auto& [key, value] : *table_) {
        if (asked_.contains(key.str())) { continue; }
        std::string known;
        for (const auto& name : asked_) {
            known += (known.empty() ? "" : ", ") + name;
        }
        throw Fault{file_, line_of(value),
                    named(full_name(from_ascii(key.str()))) + " is not a key here; expected one of: " + known};
    }
}

TomlFile::TomlFile(const std::filesystem::path& path) : TomlFile{text_of(path), path.string()} {}

TomlFile::TomlFile(const std::string& text, std::string name) : name_{std::move(name)}
{
    if (const auto line = line_of_bad_utf8(text)) { throw Fault{name_, *line, "not TOML: not UTF-8"}; }
    try {
        document_ = toml::parse(as_ascii(text), name_);
    } catch (const toml::parse_error& error) {
        throw Fault{name_, static_cast<unsigned>(error.source().begin.line),
                    "not TOML: " + from_ascii(error.description())};
    }
}

TomlTable TomlFile::root() const { return {name_, "", document_}; }

}  // namespace conformance::catalog
