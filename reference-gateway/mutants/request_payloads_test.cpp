#include "mutants/request_payloads.h"

#include <gtest/gtest.h>

namespace gateway::mutants {
namespace {

Octets message(std::uint8_t first, std::initializer_list<std::uint8_t> payloads)
{
    Octets octets(28);
    octets[16] = first;
    octets.insert(octets.end(), payloads);
    return octets;
}

}  // namespace

TEST(RequestPayloads, AreFoundWithTheirFlagsAndBodies)
{
    const Octets request = message(43, {41, 0x81, 0, 6, 1, 2, 0, 0, 0, 4});
    const auto found = places(request);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].type, 43);
    EXPECT_EQ(found[0].flags, 0x81);
    EXPECT_EQ(found[0].at, 28U);
    EXPECT_EQ(to_hex(found[0].body), "0102");
    EXPECT_EQ(found[1].type, 41);
    EXPECT_EQ(found[1].at, 34U);
    EXPECT_TRUE(found[1].body.empty());
}

TEST(RequestPayloads, EndWhereALengthMakesNoSense)
{
    EXPECT_TRUE(places(Octets(27)).empty());
    EXPECT_TRUE(places(message(0, {1, 2, 3})).empty());
    EXPECT_TRUE(places(message(43, {0, 0, 0, 3})).empty());
    EXPECT_TRUE(places(message(43, {0, 0, 0, 9, 1})).empty());
    EXPECT_TRUE(places(message(43, {0, 0})).empty());
    EXPECT_EQ(places(message(43, {43, 0, 0, 4, 0, 0, 0, 99})).size(), 1U);
    EXPECT_TRUE(places(message(46, {0, 0, 0, 4})).empty());
}

}  // namespace gateway::mutants
