#include "crypto/distinguished_name.h"

#include <gtest/gtest.h>

namespace conformance::crypto {

namespace {

// CN=a
const Octets common_name{0x30, 0x0c, 0x31, 0x0a, 0x30, 0x08, 0x06,
                         0x03, 0x55, 0x04, 0x03, 0x0c, 0x01, 0x61};

TEST(A_distinguished_name, is_a_sequence_of_sets_of_attributes)
{
    EXPECT_TRUE(is_distinguished_name(common_name));
    EXPECT_TRUE(is_distinguished_name(Octets{0x30, 0x00}));
}

TEST(A_distinguished_name, may_hold_values_of_any_type)
{
    auto of_old = common_name;
    of_old[11] = 0x14;  // TeletexString
    EXPECT_TRUE(is_distinguished_name(of_old));
}

TEST(A_distinguished_name, ends_where_it_says)
{
    auto longer = common_name;
    longer.push_back(0);
    EXPECT_FALSE(is_distinguished_name(longer));
    auto shorter = common_name;
    shorter.pop_back();
    EXPECT_FALSE(is_distinguished_name(shorter));
}

TEST(A_distinguished_name, is_no_bare_string_nor_a_set_without_attributes)
{
    EXPECT_FALSE(is_distinguished_name({}));
    EXPECT_FALSE(is_distinguished_name(Octets{'C', 'N', '=', 'a'}));
    EXPECT_FALSE(is_distinguished_name(Octets{0x30, 0x02, 0x31, 0x00}));
    EXPECT_FALSE(
        is_distinguished_name(Octets{0x30, 0x07, 0x31, 0x05, 0x30, 0x03, 0x06, 0x01, 0x55}));
}

}  // namespace

}  // namespace conformance::crypto
