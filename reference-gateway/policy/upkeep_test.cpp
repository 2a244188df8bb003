#include "policy/upkeep.h"

#include <gtest/gtest.h>

namespace gateway::policy {
namespace {

using std::chrono::seconds;

Upkeep read(const std::string& text)
{
    const TomlFile file{text, "gateway.toml"};
    TomlTable top = file.top();
    return read_upkeep(top);
}

std::string refusal_of(const std::string& text)
{
    try {
        static_cast<void>(read(text));
    } catch (const FileError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST(Upkeep, HasUsualValues)
{
    const Upkeep upkeep = read("");
    EXPECT_EQ(upkeep.liveness, seconds{45});
    EXPECT_EQ(upkeep.ike_sa, seconds{28800});
    EXPECT_EQ(upkeep.child_sa, seconds{27000});
    EXPECT_EQ(upkeep.margin, seconds{2700});
}

TEST(Upkeep, IsReadFromItsTables)
{
    const Upkeep upkeep = read(
        "[ike]\nliveness = 0\ntimeout = 2\nretransmissions = 3\n"
        "[lifetimes]\nike_sa = 100\nchild_sa = 60\nmargin = 7\n");
    EXPECT_EQ(upkeep.liveness, seconds{0});
    EXPECT_EQ(upkeep.timeout, seconds{2});
    EXPECT_EQ(upkeep.retransmissions, 3);
    EXPECT_EQ(upkeep.ike_sa, seconds{100});
    EXPECT_EQ(upkeep.child_sa, seconds{60});
    EXPECT_EQ(upkeep.margin, seconds{7});
}

TEST(Upkeep, TakesATenthForTheMarginOfShortLifetimes)
{
    EXPECT_EQ(read("[lifetimes]\nchild_sa = 60\n").margin, seconds{6});
}

TEST(Upkeep, SaysWhereSomethingIsWrong)
{
    EXPECT_NE(refusal_of("[lifetimes]\nchild_sa = 5\n").find("gateway.toml:2"), std::string::npos);
    EXPECT_NE(refusal_of("[lifetimes]\nike_sa = 100\nmargin = 50\n").find("gateway.toml:3"),
              std::string::npos);
    EXPECT_NE(refusal_of("[ike]\n\nlivenes = 5\n").find("gateway.toml:3"), std::string::npos);
    EXPECT_NE(refusal_of("[ike]\nretransmissions = 0\n").find("from 1 to 20"), std::string::npos);
    EXPECT_NE(refusal_of("ike = 1\n").find("a table"), std::string::npos);
}

}  // namespace gateway::policy
