#include "inside/echo_host.h"

#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>

#include "inside/tcp_test_client.h"

namespace gateway::inside {
namespace {

Octets udp_packet(std::uint16_t source, std::uint16_t destination, std::string_view text,
                  View from = client_ipv4, View to = host_ipv4)
{
    Writer writer;
    writer.u16(source);
    writer.u16(destination);
    writer.u16(static_cast<std::uint16_t>(8 + text.size()));
    writer.u16(0);
    writer.octets(as_octets(text));
    Octets packet = ip_packet(from, to, protocol_udp, writer.size());
    std::ranges::copy(writer.view(), payload_of(packet).begin());
    set_checksum(packet, protocol_udp, 6);
    return packet;
}

Octets from_hex(std::string_view text)
{
    const auto nibble = [](char c) {
        return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    };
    Octets octets;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        octets.push_back(static_cast<std::uint8_t>(nibble(text[i]) << 4U | nibble(text[i + 1])));
    }
    return octets;
}

class EchoHosts : public testing::Test {
protected:
    std::optional<Octets> answer_to(View packet)
    {
        auto actions = host_.on_packet(packet, {});
        EXPECT_LE(actions.send.size(), 1U);
        if (actions.send.empty()) return std::nullopt;
        return actions.send.front();
    }

    CountingRandom random_;
    EchoHost host_{usual_settings(), random_};
    const Octets client_ipv6_ = from_hex("fd090000000000000000000000000001");
    const Octets host_ipv6_ = from_hex("fd010000000000000000000000000004");
};

}  // namespace

TEST_F(EchoHosts, AreUsedLikeThis)
{
    EchoHostSettings settings;
    settings.networks = {{{10, 1, 0, 4}, 32}};
    CountingRandom random;
    EchoHost host{settings, random};
    const Actions actions = host.on_packet(udp_packet(4000, 7, "hello"), Instant{0});
    ASSERT_EQ(actions.send.size(), 1U);
    EXPECT_EQ(actions.send[0], udp_packet(7, 4000, "hello", host_ipv4, client_ipv4));
    EXPECT_FALSE(actions.wake);  // or: call on_wake() then
}

// Pings through strongSwan's tunnels were answered by Linux: it says the same as this host.
TEST(RecordedPings, AreAnsweredAsLinuxAnswersThem)
{
    EchoHostSettings settings;
    settings.networks = {{{10, 9, 1, 1}, 32},
                         {{0xfd, 9, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 64}};
    CountingRandom random;
    EchoHost host{settings, random};
    std::size_t answered = 0;
    for (const auto& folder : std::filesystem::directory_iterator{SALLYPORT_SOURCE "/pcaps"}) {
        if (!std::filesystem::exists(folder.path() / "esp_sa")) continue;
        const toml::table file = toml::parse_file((folder.path() / "expect.toml").string());
        std::optional<Octets> ours;
        for (const toml::node& packet : *file["esp"].as_array()) {
            const Octets inner = from_hex((*packet.as_table())["inner"].value_or(std::string{}));
            if (!ours) {
                const Actions actions = host.on_packet(inner, {});
                ASSERT_EQ(actions.send.size(), 1U);
                ours = actions.send.front();
                continue;
            }
            const auto mine = parse_ip_packet(*ours);
            const auto theirs = parse_ip_packet(inner);
            ASSERT_TRUE(mine && theirs);
            EXPECT_TRUE(equal(mine->source, theirs->source));
            EXPECT_TRUE(equal(mine->destination, theirs->destination));
            EXPECT_EQ(to_hex(mine->payload), to_hex(theirs->payload));
            ours.reset();
            ++answered;
        }
    }
    EXPECT_GE(answered, 15U);
}

TEST_F(EchoHosts, EchoUdpOfBothFamilies)
{
    EXPECT_EQ(answer_to(udp_packet(4000, 7, "x")),
              udp_packet(7, 4000, "x", host_ipv4, client_ipv4));
    EXPECT_EQ(answer_to(udp_packet(4000, 7, "", client_ipv6_, host_ipv6_)),
              udp_packet(7, 4000, "", host_ipv6_, client_ipv6_));
}

TEST_F(EchoHosts, EchoUdpWithoutAChecksumOverIpv4Alone)
{
    Octets without = udp_packet(4000, 7, "x");
    std::ranges::fill(payload_of(without).subspan(6, 2), 0);
    EXPECT_TRUE(answer_to(without));
    without = udp_packet(4000, 7, "x", client_ipv6_, host_ipv6_);
    std::ranges::fill(payload_of(without).subspan(6, 2), 0);
    EXPECT_FALSE(answer_to(without));
}

TEST_F(EchoHosts, DoNotAnswerAnotherEchoServiceOrAnotherPort)
{
    EXPECT_FALSE(answer_to(udp_packet(7, 7, "x")));
    EXPECT_FALSE(answer_to(udp_packet(0, 7, "x")));
    EXPECT_FALSE(answer_to(udp_packet(4000, 8, "x")));
}

TEST_F(EchoHosts, AnswerAtTheirOwnAddressesAlone)
{
    EXPECT_FALSE(answer_to(udp_packet(4000, 7, "x", client_ipv4, Octets{10, 2, 0, 4})));
    EXPECT_FALSE(answer_to(udp_packet(4000, 7, "x", Octets{10, 1, 0, 9}, host_ipv4)));
    EXPECT_FALSE(answer_to(udp_packet(4000, 7, "x", Octets{0, 0, 0, 0}, host_ipv4)));
    EXPECT_FALSE(answer_to(udp_packet(4000, 7, "x", Octets{224, 0, 0, 1}, host_ipv4)));
}

TEST_F(EchoHosts, DropWhatIsCutShortOrSpoilt)
{
    const Octets good = udp_packet(4000, 7, "some text");
    for (std::size_t size = 0; size < good.size(); ++size) {
        EXPECT_FALSE(answer_to(View{good}.first(size))) << size;
    }
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        Octets bad = good;
        bad[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_FALSE(answer_to(bad)) << bit;
    }
    EXPECT_TRUE(answer_to(joined({good, Octets(3)})));  // octets behind the packet are none of it
}

TEST_F(EchoHosts, DropFragments)
{
    Octets fragment = udp_packet(4000, 7, "x");
    fragment[6] = 0x20;
    std::ranges::fill(std::span{fragment}.subspan(10, 2), 0);
    const std::uint16_t sum = checksum(View{fragment}.first(20));
    fragment[10] = static_cast<std::uint8_t>(sum >> 8U);
    fragment[11] = static_cast<std::uint8_t>(sum);
    EXPECT_FALSE(parse_ip_packet(fragment));
}

TEST_F(EchoHosts, GoOverExtensionHeaders)
{
    const Octets plain = udp_packet(4000, 7, "x", client_ipv6_, host_ipv6_);
    const auto with = [&](std::uint8_t type, const Octets& header) {
        Octets packet = joined({View{plain}.first(40), header, View{plain}.subspan(40)});
        packet[6] = type;
        packet[5] = static_cast<std::uint8_t>(packet.size() - 40);
        return packet;
    };
    EXPECT_TRUE(answer_to(with(0, {17, 0, 1, 4, 0, 0, 0, 0})));
    EXPECT_TRUE(answer_to(with(60, {17, 1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
    EXPECT_TRUE(answer_to(with(43, {17, 0, 4, 0, 0, 0, 0, 0})));
    EXPECT_FALSE(answer_to(with(43, {17, 0, 4, 1, 0, 0, 0, 0})));  // it has further to go
    EXPECT_TRUE(answer_to(with(44, {17, 0, 0, 0, 0, 0, 0, 1})));
    EXPECT_FALSE(answer_to(with(44, {17, 0, 0, 1, 0, 0, 0, 1})));
    EXPECT_FALSE(answer_to(with(60, {17, 200, 1, 4, 0, 0, 0, 0})));
    EXPECT_FALSE(answer_to(with(0, {0, 200, 1, 4, 0, 0, 0, 0})));  // and zero is a type
}

}  // namespace gateway::inside
