#include "peers/tls/classify.h"

#include <gtest/gtest.h>

#include "peers/tls/hard_reset.h"
#include "peers/tls/pretend_server.h"

namespace conformance::peers::tls {
namespace {

using namespace pretend;

Classification classified(World& world)
{
    auto bench = world.bench();
    return classify_tls_port(bench);
}

Classification answered_by(Respond respond)
{
    World world;
    world.network.respond = std::move(respond);
    return classified(world);
}

bool is_hard_reset(View octets)
{
    return octets.size() == 16 && octets[1] == 14 && octets[2] == 0x38;
}

TEST(The_tls_port, is_closed_when_nobody_listens)
{
    World world;
    world.network.opening = Received::Kind::refused;
    EXPECT_EQ(classified(world).kind, Classification::Kind::closed);
}

TEST(The_tls_port, is_tls_when_a_hello_is_answered_by_an_alert)
{
    EXPECT_EQ(answered_by([](View) {
                  return Script{heard({21, 3, 3, 0, 2, 2, 40})};
              }).kind,
              Classification::Kind::tls);
}

TEST(The_tls_port, is_openvpn_when_a_hard_reset_is_answered)
{
    const auto server = [](View octets) {
        if (!is_hard_reset(octets)) {
            return Script{ended(Received::Kind::closed)};
        }
        Octets reset{0x40, 1, 2, 3, 4, 5, 6, 7, 8, 1, 0, 0, 0,
                     0,    9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 0};
        return Script{heard(with_length(reset))};
    };
    EXPECT_EQ(answered_by(server).kind, Classification::Kind::openvpn);
}

TEST(The_tls_port, is_unknown_when_both_are_closed_without_an_octet)
{
    const auto found = answered_by([](View) { return Script{ended(Received::Kind::closed)}; });
    EXPECT_EQ(found.kind, Classification::Kind::unknown);
    EXPECT_NE(found.text.find("tls-auth"), std::string::npos) << found.text;
}

TEST(The_tls_port, is_unknown_when_it_talks_of_something_else)
{
    EXPECT_EQ(answered_by([](View) {
                  return Script{heard({'S', 'S', 'H', '-'})};
              }).kind,
              Classification::Kind::unknown);
}

TEST(A_hard_reset, is_known_by_length_and_opcode)
{
    const auto random = crypto::seeded_random(Octets(32, 1), "a hard reset");
    const auto reset = openvpn_hard_reset(*random);
    EXPECT_EQ(reset.size(), 14u);
    EXPECT_FALSE(is_openvpn_server_reset(reset));
    EXPECT_FALSE(begins_with_server_reset(Octets{}).has_value());
    EXPECT_FALSE(begins_with_server_reset(Octets{0, 14, 0x40}).has_value());
    EXPECT_EQ(begins_with_server_reset(Octets{0x15, 3, 3, 0, 2}), std::optional{false});
}

}  // namespace
}  // namespace conformance::peers::tls
