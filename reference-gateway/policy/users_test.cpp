#include "policy/users.h"

#include <gtest/gtest.h>

#include "policy/toml_file.h"

namespace gateway::policy {
namespace {

std::string refusal_of(const std::string& content)
{
    try {
        static_cast<void>(read_users(content, "users.csv"));
    } catch (const FileError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST(Users, AreReadWithTheirLines)
{
    const auto users =
        read_users("user,password\r\nalice,correct horse\n\n\"b,o\"\"b\",\"a,\"\"b\"", "users.csv");
    ASSERT_EQ(users.size(), 2U);
    EXPECT_EQ(users[0].name, "alice");
    EXPECT_EQ(users[0].password, "correct horse");
    EXPECT_EQ(users[0].line, 2U);
    EXPECT_EQ(users[1].name, "b,o\"b");
    EXPECT_EQ(users[1].password, "a,\"b");
    EXPECT_EQ(users[1].line, 4U);
}

TEST(Users, WhatCannotBeOneIsRefusedWithItsLine)
{
    const std::pair<std::string, std::string> table[] = {
        {"", ":1: expected the heading 'user,password'"},
        {"alice,a\n", ":1: expected the heading 'user,password'"},
        {"user,password\n", ":1: expected at least one user"},
        {"user,password\nalice\n", ":2: expected a user, a comma and a password"},
        {"user,password\nalice,\n", ":2: expected a user, a comma and a password"},
        {"user,password\nalice,a,b\n", ":2: expected a user, a comma and a password"},
        {"user,password\n\"alice,a\n", ":2: expected a user, a comma and a password"},
        {"user,password\n\"alice\"x,a\n", ":2: expected a user, a comma and a password"},
        {"user,password\nal\"ice,a\n", ":2: expected a user, a comma and a password"},
        {"user,password\n,a\n", ":2: expected a user's name of 1 to 256 octets"},
        {"user,password\nEXAMPLE\\alice,a\n", ":2: expected a user's name of 1 to 256 octets"},
        {"user,password\n" + std::string(257, 'a') + ",a\n", ":2: expected a user's name of 1"},
        {"user,password\nalice,a\nalice,b\n", ":3: expected each user once"},
    };
    for (const auto& [content, expected] : table) {
        EXPECT_EQ(refusal_of(content).substr(0, 9 + expected.size()), "users.csv" + expected)
            << content;
    }
}

}  // namespace gateway::policy
