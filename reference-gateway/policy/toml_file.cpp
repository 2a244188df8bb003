#include "policy/toml_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "policy/toml_library.h"
#include "policy/toml_plain.h"

namespace gateway::policy {
namespace {

std::string content_of(const std::string& path)
{
    std::ifstream in{path, std::ios::binary};
    if (!in) {
        throw std::runtime_error(path + ": cannot be opened: " + std::strerror(errno));
    }
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

FileError::FileError(const std::string& file, unsigned line, const std::string& expected)
    : std::runtime_error(file + ":" + std::to_string(line) + ": expected " + expected)
{
}

TomlFile::TomlFile(const std::string& path) : TomlFile(content_of(path), path) {}

TomlFile::TomlFile(std::string_view content, const std::string& path) : path_(path)
{
    try {
        content_ = std::make_unique<toml::table>(toml::parse(plain(content, path), path));
    } catch (const toml::parse_error& error) {
        throw FileError(path, error.source().begin.line,
                        "TOML: " + unplain(error.description()));
    }
}

TomlFile::~TomlFile() = default;

TomlTable TomlFile::top() const
{
    return {*content_, path_, "", 1};
}

}  // namespace gateway::policy
