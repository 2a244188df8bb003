#include "ike/proposal.h"

#include <gtest/gtest.h>

#include "crypto/from_hex.h"

namespace gateway::ike {
namespace {

bool parses(std::string_view hex)
{
    return parse_proposals(crypto::from_hex(hex)).has_value();
}

}  // namespace

TEST(Proposals, LengthsCountsAndMarksMustAgree)
{
    EXPECT_TRUE(parses("00000010010100010000000801000003"));
    EXPECT_FALSE(parses(""));
    EXPECT_FALSE(parses("00000010010100020000000801000003"));      // two transforms, one there
    EXPECT_FALSE(parses("02000010010100010000000801000003"));      // more proposals, none there
    EXPECT_FALSE(parses("00000011010100010000000801000003"));      // longer than the payload
    EXPECT_FALSE(parses("000000100101000100000008010000030000"));  // octets behind the last
    EXPECT_FALSE(parses("00000010010100010300000801000003"));      // more transforms, none there
    EXPECT_FALSE(parses("00000010010100010000000901000003"));      // a transform too long
    EXPECT_FALSE(parses("00000010010100010000000301000003"));      // and one too short
    EXPECT_FALSE(parses("00000010010108010000000801000003"));      // an SPI that is not there
    EXPECT_FALSE(parses("0000000801010000"));                      // no transform at all
    EXPECT_FALSE(parses("07000010010100010000000801000003"));      // a mark that does not exist
}

TEST(Proposals, OnlyOneKeyLengthIsUnderstood)
{
    const auto of = [](std::string_view attributes) {
        const Octets tail = crypto::from_hex(attributes);
        Writer out;
        out.octets(crypto::from_hex("000000000101000100000000"));
        out.octets(crypto::from_hex("0100000c"));
        out.octets(tail);
        out.set_u16(2, static_cast<std::uint16_t>(out.size()));
        out.set_u16(10, static_cast<std::uint16_t>(8 + tail.size()));
        return parse_proposals(out.view());
    };
    EXPECT_TRUE(of("800e0100")->front().transforms.front().understood);
    EXPECT_EQ(of("800e0100")->front().transforms.front().key_length, 256);
    EXPECT_FALSE(of("800e0100800e0080")->front().transforms.front().understood);
    EXPECT_FALSE(of("800f0100")->front().transforms.front().understood);
    EXPECT_FALSE(of("000e000401020304")->front().transforms.front().understood);
    EXPECT_FALSE(of("000e000501020304"));
    EXPECT_FALSE(of("800e01"));
}

}  // namespace gateway::ike
