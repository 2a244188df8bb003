#include "transport/tun.h"

#include <gtest/gtest.h>

namespace conformance::transport {
namespace {

std::vector<std::string> texts(std::uint32_t first, std::uint32_t last)
{
    std::vector<std::string> found;
    for (const auto& network : networks_of_range(first, last)) {
        found.push_back(to_string(network));
    }
    return found;
}

TEST(Ipv4Network, IsReadAndWritten)
{
    EXPECT_EQ(to_string(*network_of("10.1.0.0/16")), "10.1.0.0/16");
    EXPECT_EQ(to_string(*network_of("10.1.0.4")), "10.1.0.4/32");
    EXPECT_EQ(to_string(*network_of("0.0.0.0/0")), "0.0.0.0/0");
    for (const auto* text : {"", "10.1.0.4/16", "10.1.0.0/33", "10.1.0.0/", "10.1.0.0/8x",
                             "10.1/16", "::/0", "1.0.0.0/0"}) {
        EXPECT_FALSE(network_of(text)) << text;
    }
}

TEST(Ipv4Network, HoldsItsAddresses)
{
    const auto network = *network_of("10.1.0.0/16");
    EXPECT_TRUE(network.holds(0x0a010000) && network.holds(0x0a01ffff));
    EXPECT_FALSE(network.holds(0x0a020000));
    EXPECT_TRUE(network_of("0.0.0.0/0")->holds(0xffffffff));
    EXPECT_FALSE(network_of("10.1.0.4")->holds(0x0a010005));
}

TEST(Ipv4Network, MakesUpARange)
{
    using Texts = std::vector<std::string>;
    EXPECT_EQ(texts(0, 0xffffffff), Texts{"0.0.0.0/0"});
    EXPECT_EQ(texts(0x0a010000, 0x0a01ffff), Texts{"10.1.0.0/16"});
    EXPECT_EQ(texts(0x0a010004, 0x0a010004), Texts{"10.1.0.4/32"});
    EXPECT_EQ(texts(0x0a010001, 0x0a010006),
              (Texts{"10.1.0.1/32", "10.1.0.2/31", "10.1.0.4/31", "10.1.0.6/32"}));
    EXPECT_EQ(texts(0xfffffffe, 0xffffffff), Texts{"255.255.255.254/31"});
    EXPECT_EQ(texts(5, 4), Texts{});
}

TEST(TunDevice, SaysWhatIsWrongWithAName)
{
    for (const auto* name : {"", "a name", "longer-than-fifteen", "p%d"}) {
        EXPECT_THROW(TunDevice{name}, std::runtime_error) << name;
    }
}

}  // namespace
}  // namespace conformance::transport
