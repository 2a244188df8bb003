// Known answers: what two strongSwans sent through their tunnels, opened and sealed again here.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <filesystem>

#include "crypto/from_hex.h"
#include "esp/inbound_sa.h"
#include "esp/outbound_sa.h"
#include "esp/spoken_random.h"

namespace gateway::esp {
namespace {

struct Packet {
    bool from_initiator = false;
    std::uint32_t spi = 0;
    std::uint64_t sequence = 0;
    Octets octets;
    Octets inner;
};

struct Tunnel {
    std::string name;
    Suite suite;
    ChildKeys keys;
    std::vector<Packet> packets;

    [[nodiscard]] const SaKeys& keys_of(const Packet& packet) const
    {
        return packet.from_initiator ? keys.from_initiator : keys.from_responder;
    }
};

Octets octets_of(const toml::node_view<const toml::node>& value)
{
    return crypto::from_hex(value.value_or(std::string{}));
}

Packet packet_of(const toml::table& table)
{
    return {table["from_initiator"].value_or(false), table["spi"].value_or(0U),
            table["sequence"].value_or(0U), octets_of(table["octets"]), octets_of(table["inner"])};
}

std::vector<Tunnel> tunnels()
{
    std::vector<Tunnel> tunnels;
    for (const auto& folder : std::filesystem::directory_iterator{SALLYPORT_SOURCE "/pcaps"}) {
        if (!std::filesystem::exists(folder.path() / "esp_sa")) continue;
        const toml::table file = toml::parse_file((folder.path() / "expect.toml").string());
        const auto child = std::as_const(file)["child_sa"];
        const auto keys = child["keys"];
        const auto suite = suite_of({child["encryption"].value_or(std::uint16_t{0}),
                                     child["key_length"].value<std::uint16_t>(),
                                     child["integrity"].value<std::uint16_t>(),
                                     child["extended_sequence_numbers"].value_or(false)});
        if (!suite) throw std::runtime_error(folder.path().string() + ": no such suite");
        // As KEYMAT has them.
        const auto split = split_keymat(*suite, joined({octets_of(keys["initiator_encryption"]),
                                                        octets_of(keys["initiator_integrity"]),
                                                        octets_of(keys["responder_encryption"]),
                                                        octets_of(keys["responder_integrity"])}));
        if (!split) throw std::runtime_error(folder.path().string() + ": keys of wrong sizes");
        Tunnel tunnel{folder.path().filename(), *suite, *split, {}};
        for (const toml::node& packet : *file["esp"].as_array()) {
            tunnel.packets.push_back(packet_of(*packet.as_table()));
        }
        tunnels.push_back(std::move(tunnel));
    }
    return tunnels;
}

}  // namespace

TEST(RecordedTunnels, AreThere)
{
    const auto all = tunnels();
    EXPECT_GE(all.size(), 3U);
    for (const Tunnel& tunnel : all) {
        EXPECT_GE(tunnel.packets.size(), 10U) << tunnel.name;
    }
}

TEST(RecordedTunnels, WhatStrongSwanSealedIsOpened)
{
    for (const Tunnel& tunnel : tunnels()) {
        for (const bool from_initiator : {true, false}) {
            std::optional<InboundSa> sa;
            for (const Packet& packet : tunnel.packets) {
                if (packet.from_initiator != from_initiator) continue;
                if (!sa) sa = InboundSa::make(tunnel.suite, packet.spi, tunnel.keys_of(packet));
                ASSERT_TRUE(sa) << tunnel.name;
                EXPECT_EQ(spi_of(packet.octets), packet.spi);

                Octets spoiled = packet.octets;
                spoiled[spoiled.size() / 2] ^= 1;
                EXPECT_EQ(sa->open(spoiled).error(), Drop::not_authentic) << tunnel.name;

                Octets octets = packet.octets;
                const auto inner = sa->open(octets);
                ASSERT_TRUE(inner) << tunnel.name << ": " << name_of(inner.error());
                EXPECT_EQ(to_hex(*inner), to_hex(packet.inner)) << tunnel.name;

                octets = packet.octets;
                EXPECT_EQ(sa->open(octets).error(), Drop::replayed) << tunnel.name;
            }
        }
    }
}

// With strongSwan's IV the packet is strongSwan's, octet for octet.
TEST(RecordedTunnels, AreSealedAsStrongSwanSealsThem)
{
    for (const Tunnel& tunnel : tunnels()) {
        for (const Packet& packet : tunnel.packets) {
            const View iv = View{packet.octets}.subspan(header_size, tunnel.suite.iv_size);
            SpokenRandom random{iv};
            OutboundSeams seams;
            seams.already_sent = packet.sequence - 1;
            seams.counter_iv = [iv](std::uint64_t) { return Cursor{iv}.u64(); };
            auto sa = OutboundSa::make(tunnel.suite, packet.spi, tunnel.keys_of(packet), random,
                                       std::move(seams));
            ASSERT_TRUE(sa) << tunnel.name;
            Octets buffer(sa->sealed_size(packet.inner.size()));
            const auto sealed = sa->seal(packet.inner, buffer);
            ASSERT_TRUE(sealed) << tunnel.name;
            EXPECT_EQ(to_hex(*sealed), to_hex(packet.octets)) << tunnel.name;
        }
    }
}

}  // namespace gateway::esp
