// Known answers: what two strongSwans sent through their tunnels, opened and sealed again here.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <toml++/toml.h>

#include "peers/esp/traffic.h"

namespace conformance::peers::esp {
namespace {

Octets octets_of(const toml::node_view<toml::node>& value) { return *from_hex(value.value_or(std::string{})); }

ike::ChildSa child_of(toml::table& file)
{
    const auto child = file["child_sa"];
    const auto keys = child["keys"];
    // Each side's packets bear the SPI of the other.
    std::map<bool, Octets> spis;
    for (auto& one : *file["esp"].as_array()) {
        auto& told = *one.as_table();
        const auto octets = octets_of(told["octets"]);
        spis[told["from_initiator"].value_or(false)] = {octets.begin(), octets.begin() + 4};
    }
    return {{child["encryption"].value_or(std::uint16_t{0}), child["key_length"].value_or(std::uint16_t{0}),
             child["integrity"].value_or(std::uint16_t{0})},
            spis[false],
            spis[true],
            {octets_of(keys["initiator_encryption"]), octets_of(keys["initiator_integrity"]), octets_of(keys["responder_encryption"]),
             octets_of(keys["responder_integrity"])}};
}

TEST(Packets_of_strongswan, are_opened_and_sealed_to_the_same_octets)
{
    unsigned conversations = 0;
    for (const auto& folder : std::filesystem::directory_iterator{SALLYPORT_SOURCE "/pcaps"}) {
        if (!std::filesystem::exists(folder.path() / "esp_sa")) { continue; }
        ++conversations;
        auto file = toml::parse_file((folder.path() / "expect.toml").string());
        const Seal seal{child_of(file)};
        for (auto& one : *file["esp"].as_array()) {
            auto& told = *one.as_table();
            const auto octets = octets_of(told["octets"]);
            const bool by_initiator = told["from_initiator"].value_or(false);
            const auto arrival = seal.opened(octets, by_initiator);
            ASSERT_TRUE(arrival) << folder.path() << " frame " << told["frame"].value_or(0);
            EXPECT_EQ(arrival->packet.sequence, told["sequence"].value_or(0U));
            EXPECT_EQ(hex(arrival->content.payload), told["inner"].value_or(std::string{}));
            EXPECT_EQ(arrival->content.padding, wire::esp::usual_padding(arrival->content.padding.size()));
            if (by_initiator) {
                const Draft draft{seal.spi(), arrival->packet.sequence, arrival->content};
                EXPECT_EQ(hex(seal.sealed_with(draft, arrival->iv)), hex(octets));
                EXPECT_EQ(seal.content_of(arrival->content.payload).padding, arrival->content.padding);
            }
            auto altered = octets;
            altered.back() ^= 1;
            EXPECT_FALSE(seal.opened(altered, by_initiator));
        }
    }
    EXPECT_EQ(conversations, 3U);
}

}  // namespace
}  // namespace conformance::peers::esp
