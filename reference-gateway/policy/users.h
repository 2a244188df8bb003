// A file of users and passwords: comma-separated values (RFC 4180) whose first line is
// `user,password`.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gateway::policy {

struct User {
    std::string name;
    std::string password;
    unsigned line = 0;
};

// Throws FileError, or std::runtime_error where the file is missing.
[[nodiscard]] std::vector<User> read_users(const std::filesystem::path& file);
[[nodiscard]] std::vector<User> read_users(std::string_view content, const std::string& file);

}  // namespace gateway::policy
