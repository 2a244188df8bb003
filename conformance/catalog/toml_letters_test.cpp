#include "catalog/toml_letters.h"

#include <gtest/gtest.h>

#include <string>

#include "catalog/fault.h"
#include "catalog/toml_file.h"

namespace conformance::catalog {
namespace {

TEST(TomlLetters, AreFreeInStringsAndComments)
{
    for (const std::string text :
         {"a = \"é\"", "a = 'é'", "# é\na = 1", "a = 1 # \"é", "a = \"\"\"\né\n\"\"\"", "a = '''\né'''",
          R"(a = "\"é")", R"(a = '\' # é)", R"(a = """x"""" # é)", R"(a = """x\"""é""")", "\xef\xbb\xbf# é\na = 1",
          "a = \"\"\"x\\\n  \\\"é\"\"\"", "\"é\" = 1", "a = \"\" # é", "a = '' # é", "a = [\"é\", \t'é', {\"é\" = 'é', a.\"é\" = 1}]", "[[\"é\"]]"}) {
        EXPECT_EQ(line_of_stray_letter(text), std::nullopt) << text;
    }
}

TEST(TomlLetters, AreStrayElsewhere)
{
    for (const std::string text : {"é = 1", "a = é", "a = 1 é", "[é]", "a.é = 1", R"(a = "x" é)", R"(a = "\é")",
                                   R"(a = """x"""" é)", R"(a = """\é""")", "a = \"\"\"\\ é\"\"\"", "a = '\\'é", "a = +\"é\"", "a = 1 \"é\"", "a = \"\"b\"é\"", "a = +'' # é"}) {
        EXPECT_EQ(line_of_stray_letter(text), 1u) << text;
    }
    EXPECT_EQ(line_of_stray_letter("# é\na = \"x\né = 1\n"), 3u);      // a string ends with its line
    EXPECT_EQ(line_of_stray_letter("a = \"\"\"x\\\n\n é\"\"\""), 3u);  // what the library does not survive
}

TEST(TomlLetters, AreRefusedWithTheirLine)
{
    try {
        const TomlFile file{"a = 1\nbé = 2\n", "x.toml"};
        FAIL() << "was read";
    } catch (const Fault& fault) {
        EXPECT_STREQ(fault.what(),
                     "x.toml:2: not TOML: a letter beyond ASCII stands outside strings and comments, or after a backslash");
    }
}

}  // namespace
}  // namespace conformance::catalog
