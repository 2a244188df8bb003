#include "policy/toml_characters.h"

#include <gtest/gtest.h>

#include "policy/toml_file.h"

namespace gateway::policy {
namespace {

std::string fault_of(const std::string& content)
{
    try {
        const TomlFile file(content, "gateway.toml");
    } catch (const FileError& error) {
        return error.what();
    }
    return "";
}

std::string fault_in_line(unsigned line)
{
    return "gateway.toml:" + std::to_string(line) +
           ": expected TOML: no character beyond ASCII outside strings and comments, nor after a "
           "backslash";
}

TEST(TomlCharacters, MayBeAnyInStringsAndComments)
{
    for (const std::string content :
         {"a = \"ü\" # ü", "a = 'ü'", "a = '''\n'ü'\n'''", "a = \"\"\"\n\"ü\n\"\"\"# ü",
          "a = \"\"\"b\"\"\"\"\" # ü", "a = '\\' # ü", "a = \"\\\\ü\"", "\"ü\" = \"\"",
          "\xef\xbb\xbf# ü", "\xef\xbb\xbf\"ü\" = 1", "a = [\"ü\", \t'ü', {\"ü\" = 'ü', a.\"ü\" = 1}]", "[[\"ü\"]]", "a = \"\"\"b\\\n   c ü\"\"\""}) {
        EXPECT_EQ(fault_of(content), "") << content;
    }
}

TEST(TomlCharacters, AreAsciiElsewhere)
{
    for (const std::string content :
         {"ü = 1", "a = ü", "[ü]", "a = [1, ü]", "a = \"\" ü", "a = '' ü", "a = \"\\ü\"",
          "a = \"\"\"b\"\"\"\" ü", "a = '''b''''' ü", "a = '\\'ü", "a = +\"ü\"", "a = 1 \"ü\"", "a = \"\"b\"ü\"", "a = +'' # ü", "a = \"\"\"\\ ü\"\"\""}) {
        EXPECT_EQ(fault_of(content), fault_in_line(1)) << content;
    }
    EXPECT_EQ(fault_of("# ü\n\na = 'b\nü"), fault_in_line(4));
    EXPECT_EQ(fault_of("a = \"\"\"\\\n\n   ü\"\"\""), fault_in_line(3));
}

TEST(TomlCharacters, EndWhereTheFileEnds)
{
    for (const std::string content : {"\"", "'", "\"\"\"", "'''", "\"\\", "\"\"\"\\", "\"\"\"\\ \n", "#"}) {
        EXPECT_NO_THROW(require_plain_syntax(content, "gateway.toml")) << content;
    }
}

}  // namespace
}  // namespace gateway::policy
