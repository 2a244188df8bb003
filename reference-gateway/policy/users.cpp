#include "policy/users.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "policy/toml_file.h"

namespace gateway::policy {
namespace {

constexpr std::size_t longest_name = 256;
constexpr std::string_view heading = "user,password";

// Up to the next newline, which is taken away too, with a carriage return before it.
std::string_view take_line(std::string_view& rest)
{
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// In quotation marks, where two of them stand for one.
std::optional<std::string> take_quoted(std::string_view& line)
{
    std::string field;
    line.remove_prefix(1);
    while (!line.empty()) {
        const char c = line.front();
        line.remove_prefix(1);
        if (c != '"') {
            field += c;
        } else if (line.starts_with('"')) {
            field += c;
            line.remove_prefix(1);
        } else {
            return field;
        }
    }
    return std::nullopt;
}

std::optional<std::string> take_field(std::string_view& line)
{
    if (line.starts_with('"')) return take_quoted(line);
    std::string field{line.substr(0, line.find(','))};
    line.remove_prefix(field.size());
    if (field.find('"') != std::string::npos) return std::nullopt;
    return field;
}

std::optional<User> parse(std::string_view line)
{
    auto name = take_field(line);
    if (!name || !line.starts_with(',')) return std::nullopt;
    line.remove_prefix(1);
    auto password = take_field(line);
    if (!password || password->empty() || !line.empty()) return std::nullopt;
    return User{std::move(*name), std::move(*password)};
}

// A domain may stand before a name on the wire, and a backslash between them.
bool is_name(std::string_view name)
{
    return !name.empty() && name.size() <= longest_name && std::ranges::none_of(name, [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == '\x7f' || c == '\\';
    });
}

}  // namespace

std::vector<User> read_users(std::string_view content, const std::string& file)
{
    std::vector<User> users;
    std::set<std::string, std::less<>> names;
    unsigned number = 1;
    if (take_line(content) != heading) throw FileError(file, number, "the heading 'user,password'");
    while (!content.empty()) {
        ++number;
        const std::string_view line = take_line(content);
        if (line.empty()) continue;
        auto user = parse(line);
        if (!user) throw FileError(file, number, "a user, a comma and a password");
        if (!is_name(user->name)) {
            throw FileError(file, number,
                            "a user's name of 1 to 256 octets, without backslash "
                            "and control characters");
        }
        if (!names.insert(user->name).second) throw FileError(file, number, "each user once");
        user->line = number;
        users.push_back(std::move(*user));
    }
    if (users.empty()) throw FileError(file, number, "at least one user");
    return users;
}

std::vector<User> read_users(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    if (!in || std::filesystem::is_directory(file)) {
        throw std::runtime_error(file.string() + ": cannot be opened: " +
                                 (in ? "it is a folder" : std::strerror(errno)));
    }
    const std::string content{std::istreambuf_iterator<char>{in}, {}};
    return read_users(content, file.string());
}

}  // namespace gateway::policy
