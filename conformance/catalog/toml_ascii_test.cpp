// What the TOML library is given, and what becomes of letters beyond ASCII.

#include "catalog/toml_ascii.h"

#include <gtest/gtest.h>

#include "catalog/fault.h"
#include "catalog/toml_file.h"

namespace conformance::catalog {
namespace {

std::string value_in(const std::string& text) { return TomlFile{text, "x.toml"}.root().string("a"); }

std::string fault_of(const std::string& text)
{
    try {
        const TomlFile file{text, "x.toml"};
        file.root().finish();
    } catch (const Fault& fault) {
        return fault.what();
    }
    return "";
}

TEST(TomlAscii, gives_strings_back_as_they_were)
{
    EXPECT_EQ(value_in("a = \"é ~ ~c3 \U0001f511\""), "é ~ ~c3 \U0001f511");
    EXPECT_EQ(value_in("a = '~é'"), "~é");
    EXPECT_EQ(value_in("a = \"\"\"x\\\n   é\"\"\" # é"), "xé");
    EXPECT_EQ(value_in("\xef\xbb\xbf# é\na = \"\\u00e9\""), "é");
    EXPECT_EQ(value_in("a = \"\\u007ec3\""), "~c3") << "half a letter is none";
}

TEST(TomlAscii, lets_letters_stand_in_lists)
{
    const TomlFile file{"a = [\"é\", 'b~']\nb = [['ö']]\n", "x.toml"};
    auto root = file.root();
    EXPECT_EQ(root.strings("a"), (std::vector<std::string>{"é", "b~"}));
    EXPECT_EQ(root.string_lists("b").front().front(), "ö");
}

TEST(TomlAscii, refuses_letters_elsewhere_with_their_line)
{
    for (const std::string text : {"é = 1", "a = é", "[é]", R"(a = "x" é)", R"(a = "\é")", "a = +\"é\"", "a = 9=\"é\"b= 1"}) {
        EXPECT_TRUE(fault_of("\n" + text).starts_with("x.toml:2: ")) << text << ": " << fault_of("\n" + text);
    }
}

TEST(TomlAscii, names_keys_as_they_were)
{
    EXPECT_TRUE(fault_of("\"é~\" = 1").contains("'é~' is not a key here")) << fault_of("\"é~\" = 1");
}

TEST(TomlAscii, refuses_what_is_no_utf_8)
{
    EXPECT_EQ(line_of_bad_utf8("é\n\xc3"), 2u);
    for (const std::string text : {"\x80", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xc3("}) {
        EXPECT_EQ(line_of_bad_utf8(text), 1u);
    }
    EXPECT_EQ(line_of_bad_utf8("\U0010ffff\ud7ff\x7f"), std::nullopt);
    EXPECT_TRUE(fault_of("a = 1\nb = '\xff'").starts_with("x.toml:2: "));
}

}  // namespace
}  // namespace conformance::catalog
