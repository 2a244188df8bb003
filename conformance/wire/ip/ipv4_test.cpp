// A ping and its answer, as tcpdump saw them inside a tunnel of strongSwan (pcaps/strongswan-esp-gcm256).

#include "wire/ip/ipv4.h"

#include <gtest/gtest.h>
#include <toml++/toml.h>

namespace conformance::wire::ip {
namespace {

std::vector<Octets> pings()
{
    std::vector<Octets> all;
    const auto file = toml::parse_file(SALLYPORT_SOURCE "/pcaps/strongswan-esp-gcm256/expect.toml");
    for (const auto& one : *file["esp"].as_array()) {
        auto octets = *from_hex((*one.as_table())["inner"].value_or(std::string{}));
        if (!octets.empty() && octets.front() >> 4U == 4) { all.push_back(std::move(octets)); }
    }
    return all;
}

TEST(Recorded_pings, decode_and_encode_to_the_same_octets)
{
    const auto all = pings();
    ASSERT_EQ(all.size(), 6U);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto packet = decode_ipv4(all[i]);
        ASSERT_TRUE(packet);
        EXPECT_FALSE(packet->checksum.is_forged());
        EXPECT_EQ(hex(encode(*packet)), hex(all[i]));
        const auto echo = decode_echo(packet->payload);
        ASSERT_TRUE(echo);
        EXPECT_EQ(echo->is_reply, i % 2 == 1);
        EXPECT_EQ(hex(encode(*echo)), hex(packet->payload));
        EXPECT_EQ(to_string(i % 2 == 0 ? packet->source : packet->destination), "10.9.0.1");
    }
}

TEST(What_stands_behind_a_packet, is_left_out)
{
    auto octets = pings().front();
    const auto length = octets.size();
    octets.resize(length + 7);
    ASSERT_TRUE(decode_ipv4(octets));
    EXPECT_EQ(encode(*decode_ipv4(octets)).size(), length);
    octets.resize(length - 1);
    EXPECT_FALSE(decode_ipv4(octets));
    EXPECT_FALSE(decode_ipv4({}));
}

TEST(An_altered_ping, is_none)
{
    auto packet = *decode_ipv4(pings().front());
    packet.payload.back() ^= 1;
    EXPECT_FALSE(decode_echo(packet.payload));
    EXPECT_FALSE(decode_echo({}));
}

TEST(An_address, is_four_numbers)
{
    EXPECT_EQ(address_of(std::string{"10.1.0.4"}), (Address{10, 1, 0, 4}));
    for (const auto* text : {"10.1.0", "10.1.0.4.", "10.1.0.256", "", "10.1.0.x"}) {
        EXPECT_FALSE(address_of(std::string{text})) << text;
    }
}

}  // namespace
}  // namespace conformance::wire::ip
