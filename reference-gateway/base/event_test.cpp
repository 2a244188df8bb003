#include "base/event.h"

#include <gtest/gtest.h>

namespace gateway {

TEST(Event, IsOneLineOfWords)
{
    EXPECT_EQ(to_line({"ike-sa-init", {{"peer", "127.0.0.1:4000"}, {"outcome", "answered"}}}),
              "ike-sa-init peer=127.0.0.1:4000 outcome=answered");
}

TEST(Event, WhatAPeerSaysCannotBreakTheLine)
{
    EXPECT_EQ(to_line({"x", {{"a", "b\nc \"d\""}, {"e", ""}}}), R"(x a="b\x0ac \"d\"" e="")");
}

}  // namespace gateway
