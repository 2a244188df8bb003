// Characters beyond ASCII in what people write.

#include "policy/toml_plain.h"

#include <gtest/gtest.h>

#include "policy/toml_file.h"

namespace gateway::policy {
namespace {

std::string text_in(const std::string& content)
{
    return TomlFile(content, "gateway.toml").top().text("a").value;
}

std::string refusal_of(const std::string& content)
{
    try {
        TomlFile(content, "gateway.toml").top().finish();
    } catch (const FileError& error) {
        return error.what();
    }
    return "";
}

TEST(TomlPlain, TextsComeBackAsTheyWere)
{
    EXPECT_EQ(text_in("a = \"ü ~ ~c3 \U0001f511\" # ü"), "ü ~ ~c3 \U0001f511");
    EXPECT_EQ(text_in("a = 'ü~'"), "ü~");
    EXPECT_EQ(text_in("\xef\xbb\xbf"
                      "a = \"\"\"x\\\n ü\"\"\""),
              "xü");
    EXPECT_EQ(text_in("a = \"\\u007ec3\""), "~c3");
}

TEST(TomlPlain, CharactersElsewhereAreRefusedWithTheirLine)
{
    for (const std::string content : {"[!]", "ü = 1", "a = ü", "[ü]", "a = '' ü", "a = \"\\ü\"",
                                      "a = +\"ü\"", "a = 9=\"ü\"b= 1"}) {
        EXPECT_TRUE(refusal_of("\n" + content).starts_with("gateway.toml:2: ")) << content;
    }
    const std::string key = refusal_of("\"ü~\" = 1");
    EXPECT_TRUE(key.contains("'ü~' is not known")) << key;
}

TEST(TomlPlain, WhatIsNoUtf8IsRefused)
{
    for (const std::string content :
         {"\x80", "\xc1\x80", "\xe0\x9f\x80", "\xed\xa0\x80", "\xf0\x8f\x80\x80",
          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xc3", "\xc3(", "\xe1\x80("}) {
        EXPECT_EQ(refusal_of("\n# " + content), "gateway.toml:2: expected TOML, which is UTF-8");
    }
    EXPECT_EQ(refusal_of("# \U0010ffff\ud7ffü"), "");
}

}  // namespace
}  // namespace gateway::policy
