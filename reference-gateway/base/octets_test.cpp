#include "base/octets.h"

#include <gtest/gtest.h>

namespace gateway {

TEST(Cursor, ReadsBigEndianNumbers)
{
    const Octets octets{1, 2, 3, 4, 5, 6, 7};
    Cursor in{octets};
    EXPECT_EQ(in.u8(), 1);
    EXPECT_EQ(in.u16(), 0x0203);
    EXPECT_EQ(in.u32(), 0x04050607U);
    EXPECT_TRUE(in.at_end());
}

TEST(Cursor, NeverRunsPastTheEndAndStaysFailed)
{
    const Octets octets{1, 2, 3};
    Cursor in{octets};
    EXPECT_EQ(in.u32(), 0U);
    EXPECT_FALSE(in.ok());
    EXPECT_EQ(in.u8(), 0);
    EXPECT_TRUE(in.take_rest().empty());
    EXPECT_FALSE(in.at_end());
}

TEST(Writer, SetsALengthAfterwards)
{
    Writer out;
    out.u16(0);
    out.u24(0x0a0b0c);
    out.set_u16(0, static_cast<std::uint16_t>(out.size()));
    EXPECT_EQ(out.take(), (Octets{0, 5, 0x0a, 0x0b, 0x0c}));
}

}  // namespace gateway
