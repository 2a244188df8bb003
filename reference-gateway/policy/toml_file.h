// TOML files people write, read strictly: a missing key, a wrong type, an unknown key or a value
// out of range is refused with file, line and what was expected.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace toml {
inline namespace v3 {
class table;
class node;
}  // namespace v3
}  // namespace toml

namespace gateway::policy {

class FileError : public std::runtime_error {
public:
    FileError(const std::string& file, unsigned line, const std::string& expected);
};

struct Text {
    std::string value;
    unsigned line = 0;
};

// One table being read. Whoever reads it asks for every key it may have and then calls finish(),
// which refuses the keys nobody asked for.
class TomlTable {
public:
    TomlTable(const toml::table& table, std::string file, std::string name, unsigned line);

    [[nodiscard]] bool has(std::string_view key);
    [[nodiscard]] bool is_list(std::string_view key);
    [[nodiscard]] Text text(std::string_view key);
    [[nodiscard]] std::optional<Text> optional_text(std::string_view key);
    [[nodiscard]] std::int64_t number(std::string_view key, std::int64_t low, std::int64_t high);
    [[nodiscard]] std::int64_t number_or(std::string_view key, std::int64_t otherwise,
                                         std::int64_t low, std::int64_t high);
    [[nodiscard]] bool flag_or(std::string_view key, bool otherwise);
    [[nodiscard]] std::vector<Text> texts(std::string_view key);
    [[nodiscard]] std::vector<std::vector<Text>> lists_of_texts(std::string_view key);
    [[nodiscard]] std::vector<std::int64_t> numbers(std::string_view key, std::int64_t low,
                                                    std::int64_t high);
    [[nodiscard]] TomlTable table(std::string_view key);
    [[nodiscard]] std::optional<TomlTable> optional_table(std::string_view key);
    [[nodiscard]] std::vector<TomlTable> tables(std::string_view key);
    [[nodiscard]] std::vector<std::string> keys() const;
    void ignore(std::string_view key) { asked_.insert(std::string(key)); }
    std::string date(std::string_view key);  // as 2024-08-08

    void finish() const;
    [[noreturn]] void refuse(unsigned line, const std::string& expected) const;
    [[nodiscard]] unsigned line() const noexcept { return line_; }
    [[nodiscard]] unsigned line_of(std::string_view key) const;
    [[nodiscard]] const std::string& file() const noexcept { return file_; }

private:
    [[nodiscard]] const toml::node* find(std::string_view key);
    [[nodiscard]] const toml::node& need(std::string_view key, std::string_view what);
    [[noreturn]] void wrong(const toml::node& node, std::string_view key,
                            std::string_view what) const;
    [[nodiscard]] std::string full_name(std::string_view key) const;
    [[nodiscard]] std::vector<Text> texts_of(const toml::node& node, std::string_view key) const;

    const toml::table* table_;
    std::string file_;
    std::string name_;  // "" for the top of the file
    unsigned line_;
    std::set<std::string, std::less<>> asked_;
};

class TomlFile {
public:
    explicit TomlFile(const std::string& path);
    TomlFile(std::string_view content, const std::string& path);
    ~TomlFile();
    TomlFile(const TomlFile&) = delete;
    TomlFile& operator=(const TomlFile&) = delete;

    [[nodiscard]] TomlTable top() const;

private:
    std::unique_ptr<toml::table> content_;
    std::string path_;
};

}  // namespace gateway::policy
