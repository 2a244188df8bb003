// The example of RFC 2759, Section 9.2, and the keys that RFC 3079, Section 3.5.3, makes of it.

#include "crypto/mschapv2.h"

#include <gtest/gtest.h>

namespace conformance::crypto {
namespace {

const auto authenticator_challenge = *from_hex("5b5d7c7d7b3f2f3e3c2c602132262628");
const auto peer_challenge = *from_hex("21402324255e262a28295f2b3a337c7e");
const auto response = *from_hex("82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df");

Octets joined(std::initializer_list<View> parts)
{
    Octets all;
    for (const auto part : parts) {
        append(all, part);
    }
    return all;
}

TEST(Mschapv2, makes_what_its_document_makes)
{
    const auto challenges = joined({authenticator_challenge, peer_challenge, view("User")});
    EXPECT_EQ(mschapv2(mschapv2_response, "clientPass", challenges), response);
    EXPECT_EQ(mschapv2(mschapv2_authenticator, "clientPass", joined({response, challenges})),
              from_hex("407a5589115fd0d6209f510fe9c04566932cda56"));
    const auto key = mschapv2(mschapv2_key, "clientPass", response);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->size(), 64U);
    EXPECT_EQ(hex(View{*key}.subspan(16, 16)), "8b7cdc149b993a1ba118cb153f56dccb");
}

TEST(Mschapv2, makes_nothing_of_what_it_does_not_know)
{
    EXPECT_FALSE(mschapv2("mschapv1", "clientPass", Octets(100)));
    EXPECT_FALSE(mschapv2(mschapv2_response, "clientPass", Octets(31)));
    EXPECT_FALSE(mschapv2(mschapv2_authenticator, "clientPass", Octets(55)));
    EXPECT_FALSE(mschapv2(mschapv2_key, "clientPass", Octets(23)));
    EXPECT_FALSE(mschapv2(mschapv2_key, "\xc3\x28", response));
}

TEST(Utf8, is_told_from_what_is_none)
{
    for (const auto* text : {"", "alice", "\xc3\xa9", "\xe2\x98\x83", "\xf0\x9f\x98\x80"}) {
        EXPECT_TRUE(is_utf8(text)) << text;
    }
    for (const auto* text : {"\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\x80"}) {
        EXPECT_FALSE(is_utf8(text));
    }
}

}  // namespace
}  // namespace conformance::crypto
