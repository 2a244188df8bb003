// A strict reader of TOML files: a missing key, a wrong type and a key nobody asked for are Faults with a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "catalog/fault.h"

namespace conformance::catalog {

class TomlTable {
   public:
    TomlTable(std::string file, std::string path, const toml::table& table);

    [[nodiscard]] std::string string(std::string_view key);
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t low, std::int64_t high);
    [[nodiscard]] std::string date(std::string_view key);  // as 2024-08-08
    [[nodiscard]] std::vector<std::string> strings(std::string_view key);
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key, std::int64_t low,
                                                     std::int64_t high);
    [[nodiscard]] std::vector<std::vector<std::string>> string_lists(std::string_view key);
    [[nodiscard]] TomlTable table(std::string_view key);
    [[nodiscard]] std::vector<TomlTable> tables(std::string_view key);  // an array of tables

    [[nodiscard]] std::optional<std::string> optional_string(std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view key,
                                                               std::int64_t low, std::int64_t high);
    [[nodiscard]] bool optional_boolean(std::string_view key, bool otherwise);
    [[nodiscard]] std::vector<std::string> optional_strings(std::string_view key);
    [[nodiscard]] std::optional<TomlTable> optional_table(std::string_view key);
    [[nodiscard]] std::vector<TomlTable> optional_tables(std::string_view key);

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> keys() const;
    [[nodiscard]] unsigned line() const;
    [[nodiscard]] unsigned line(std::string_view key) const;
    [[nodiscard]] unsigned line(std::string_view key, std::size_t element) const;  // of an array
    [[nodiscard]] const std::string& file() const { return file_; }

    // Every key that was never asked for is a Fault; call it last.
    void finish() const;

    [[noreturn]] void fault(std::string_view key, const std::string& expected) const;
    [[noreturn]] void fault(std::string_view key, std::size_t element, const std::string& expected) const;

   private:
    const toml::node& node(std::string_view key, std::string_view expected);
    [[nodiscard]] std::string full_name(std::string_view key) const;

    std::string file_;
    std::string path_;  // the table's dotted name, empty at the top
    const toml::table* table_;
    std::set<std::string, std::less<>> asked_;
};

// Owns the parsed document; the tables it hands out live as long as it does.
class TomlFile {
   public:
    explicit TomlFile(const std::filesystem::path& path);
    TomlFile(const std::string& text, std::string name);
    [[nodiscard]] TomlTable root() const;

   private:
    std::string name_;
    toml::table document_;
};

}  // namespace conformance::catalog
