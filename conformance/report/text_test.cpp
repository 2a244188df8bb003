#include "report/text.h"

#include <gtest/gtest.h>

namespace conformance::report {
namespace {

TEST(Text, PrintableTextStaysAsItIs)
{
    EXPECT_EQ(visible("caf\u00e9 \u4e2d\u6587 \U0001f600\n\tend"),
              "caf\u00e9 \u4e2d\u6587 \U0001f600\n\tend");
}

TEST(Text, ControlsAreWrittenOut)
{
    EXPECT_EQ(visible(std::string_view("\0\x1b[31m\r\x7f", 8)),
              "\\u{0000}\\u{001b}[31m\\u{000d}\\u{007f}");
    EXPECT_EQ(visible("\u0085"), "\\u{0085}");
}

TEST(Text, WhatTurnsOrHidesTextIsWrittenOut)
{
    EXPECT_EQ(visible("\u202egnp.exe\u202c"), "\\u{202e}gnp.exe\\u{202c}");
    EXPECT_EQ(visible("a\u200bb\ufeff\u2066\u00ad\u3164"),
              "a\\u{200b}b\\u{feff}\\u{2066}\\u{00ad}\\u{3164}");
    EXPECT_EQ(visible("\U000e0041"), "\\u{e0041}");
}

TEST(Text, WhatXmlCannotHoldIsWrittenOut)
{
    EXPECT_EQ(visible("\xef\xbf\xbe\xef\xbf\xbf"), "\\u{fffe}\\u{ffff}");
}

TEST(Text, OctetsThatAreNotUtf8AreWrittenOut)
{
    EXPECT_EQ(visible("\xff\xc0\x80 \xed\xa0\x80 \xf4\x90\x80\x80"),
              "\\xff\\xc0\\x80 \\xed\\xa0\\x80 \\xf4\\x90\\x80\\x80");
    EXPECT_EQ(visible("cut \xe2\x82"), "cut \\xe2\\x82");
}

TEST(Text, OneLineIsOneLine)
{
    EXPECT_EQ(one_line("first\nPASS\tforged"), "first\\u{000a}PASS\\u{0009}forged");
}

TEST(Text, ShorteningKeepsCharactersWholeAndSaysSo)
{
    EXPECT_EQ(shortened("abc", 3), "abc");
    EXPECT_EQ(shortened("ab\u20acd", 4), "ab [4 more octets in results.json]");
}

TEST(Text, HtmlEscapesItsFiveCharacters)
{
    EXPECT_EQ(html_escaped("<a href='x'>\"&"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;");
}

TEST(Text, FiguresAreReadable)
{
    EXPECT_EQ(figure(0), "0");
    EXPECT_EQ(figure(999), "999");
    EXPECT_EQ(figure(56607), "56,607");
    EXPECT_EQ(figure(1234567.25), "1,234,567.2");
    EXPECT_EQ(figure(-1000), "-1,000");
    EXPECT_EQ(figure(2.449), "2.4");
    EXPECT_EQ(seconds(180), "3 min");
    EXPECT_FALSE(figure(1e300).empty());
}

}  // namespace
}  // namespace conformance::report
