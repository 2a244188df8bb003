#include "ike/child_traffic.h"

#include <gtest/gtest.h>

#include "ike/test_initiator.h"

namespace gateway::ike {
namespace {

using std::chrono::seconds;

const Octets client_address{172, 16, 201, 1}, inside_address{10, 1, 0, 4};
const Path home{{{192, 0, 2, 2}, 4500}, {{192, 0, 2, 1}, 4000}};
const Path elsewhere{{{192, 0, 2, 2}, 4500}, {{192, 0, 2, 1}, 4999}};

// An IPv4 packet of no upper protocol that counts.
Octets packet(const Octets& source, const Octets& destination)
{
    Octets octets{0x45, 0, 0, 24, 0, 0, 0, 0, 64, 253, 0, 0};
    return joined({octets, source, destination, Octets(4)});
}

class ChildTrafficTest : public testing::Test {
protected:
    ChildSa child(std::uint32_t inbound)
    {
        ChildSa sa;
        sa.inbound_spi = inbound;
        sa.outbound_spi = inbound + 0x1000;
        sa.suite = esp::suite_of({20, 256, {}, false}).value();
        const auto keys = esp::split_keymat(sa.suite, Octets(sa.suite.keymat_size(), 0x21));
        sa.inbound_keys = keys->from_initiator;
        sa.outbound_keys = keys->from_responder;
        sa.path = home;
        sa.on_nat_t_port = true;
        sa.remote = {selector_of(client_address, 32)};
        sa.local = {selector_of(Octets{10, 1, 0, 0}, 16)};
        return sa;
    }

    // What the client sends through it.
    bool comes(const ChildSa& sa, const Path& path, Instant now, bool is_plain = false)
    {
        if (!sender_) {
            sender_ = esp::OutboundSa::make(sa.suite, sa.inbound_spi, sa.inbound_keys, random_, {});
        }
        const Octets inner = packet(client_address, inside_address);
        Octets buffer(sender_->sealed_size(inner.size()));
        if (!sender_->seal(inner, buffer)) return false;
        last_ = buffer;
        return traffic_.on_esp(path, buffer, now, is_plain).has_value();
    }

    std::optional<Parcel> answered()
    {
        return traffic_.on_inside(packet(inside_address, client_address));
    }

    CountingRandom random_;
    ChildTraffic traffic_{random_};
    std::optional<esp::OutboundSa> sender_;
    Octets last_;
};

}  // namespace

TEST_F(ChildTrafficTest, TellsWhenAndWhereFromItHeardLast)
{
    traffic_.open(child(0x1001));
    EXPECT_EQ(traffic_.use(0x1001)->heard, Instant{});
    EXPECT_FALSE(traffic_.use(0x1002));
    ASSERT_TRUE(comes(child(0x1001), elsewhere, seconds{7}));
    EXPECT_EQ(traffic_.use(0x1001)->heard, seconds{7});
    EXPECT_EQ(traffic_.use(0x1001)->path, elsewhere);
    EXPECT_FALSE(traffic_.use(0x1001)->needs_rekey);
}

TEST_F(ChildTrafficTest, FollowsAClientButNotAReplayedPacket)
{
    traffic_.open(child(0x1001));
    ASSERT_TRUE(comes(child(0x1001), home, seconds{1}));
    Octets again = last_;
    EXPECT_FALSE(traffic_.on_esp(elsewhere, again, seconds{2}));
    EXPECT_EQ(answered()->path, home);
    ASSERT_TRUE(comes(child(0x1001), elsewhere, seconds{3}));
    EXPECT_EQ(answered()->path, elsewhere);
}

TEST_F(ChildTrafficTest, StaysWhereItIsToldTo)
{
    ChildSa sa = child(0x1001);
    sa.nat.gateway = true;
    traffic_.open(sa);
    ASSERT_TRUE(comes(sa, elsewhere, seconds{1}));
    EXPECT_EQ(answered()->path, home);
    traffic_.move({0x1001, elsewhere, true, {true, false}});
    traffic_.move({0x1002, elsewhere, true, {true, false}});
    EXPECT_EQ(answered()->path, elsewhere);
}

TEST_F(ChildTrafficTest, SendsByTheNewestThatIsNotForReceivingAlone)
{
    traffic_.open(child(0x1001));
    traffic_.open(child(0x1002));
    ChildSa redundant = child(0x1003);
    redundant.receives_only = true;
    traffic_.open(redundant);
    EXPECT_EQ(esp::spi_of(answered()->octets), 0x2002);
    ASSERT_TRUE(comes(redundant, home, seconds{1}));
    traffic_.close(0x1003);
    traffic_.close(0x1002);
    EXPECT_EQ(esp::spi_of(answered()->octets), 0x2001);
    traffic_.close(0x1001);
    EXPECT_FALSE(answered());
    EXPECT_EQ(traffic_.size(), 0);
}

TEST_F(ChildTrafficTest, SendsAsTheClientDoesWhereThereIsNoNat)
{
    const Path without_ports{{{192, 0, 2, 2}, 0}, {{192, 0, 2, 9}, 0}};
    const Path at_500{{{192, 0, 2, 2}, 500}, {{192, 0, 2, 1}, 500}};
    ChildSa sa = child(0x1001);
    sa.path = at_500;
    sa.on_nat_t_port = false;
    traffic_.open(sa);
    EXPECT_FALSE(answered()) << "ESP has no place in UDP on port 500";
    ASSERT_TRUE(comes(sa, without_ports, seconds{1}, true));
    EXPECT_TRUE(answered()->is_plain_esp);
    EXPECT_EQ(answered()->path, (Path{at_500.local, {{192, 0, 2, 9}, 500}}));
    EXPECT_EQ(traffic_.use(0x1001)->path.local.port, 500) << "where IKE is";
    ASSERT_TRUE(comes(sa, home, seconds{2}));
    EXPECT_FALSE(answered()->is_plain_esp);
    EXPECT_EQ(answered()->path, home);
    ASSERT_TRUE(comes(sa, without_ports, seconds{3}, true));
    EXPECT_TRUE(answered()->is_plain_esp);
    traffic_.move({0x1001, elsewhere, true, {false, true}});
    EXPECT_FALSE(answered()->is_plain_esp) << "a NAT was seen";
}

TEST_F(ChildTrafficTest, SendsByANewSaAsTheClientDidOnTheOneBefore)
{
    const Path without_ports{{{192, 0, 2, 2}, 0}, {home.peer.address, 0}};
    traffic_.open(child(0x1001));
    ASSERT_TRUE(comes(child(0x1001), without_ports, seconds{1}, true));
    traffic_.open(child(0x1002));
    EXPECT_EQ(esp::spi_of(answered()->octets), 0x2002);
    EXPECT_TRUE(answered()->is_plain_esp);
    ChildSa of_another = child(0x1003);
    of_another.path = {home.local, {{198, 51, 100, 7}, home.peer.port}};
    traffic_.open(of_another);
    EXPECT_EQ(answered()->path, of_another.path);
    EXPECT_FALSE(answered()->is_plain_esp) << "the address has changed hands";
}

TEST_F(ChildTrafficTest, TakesPlainEspFromBehindANatAndAnswersInUdp)
{
    ChildSa sa = child(0x1001);
    sa.nat.peer = true;
    traffic_.open(sa);
    ASSERT_TRUE(comes(sa, {{{192, 0, 2, 2}, 0}, {{192, 0, 2, 9}, 0}}, seconds{1}, true));
    EXPECT_FALSE(answered()->is_plain_esp);
    EXPECT_EQ(answered()->path, home);
}

TEST_F(ChildTrafficTest, CarriesIpv6OfTheLeasedAddressAlone)
{
    const auto of = [](std::uint8_t network, std::uint8_t last) {
        return Octets{0xfd, 0, 0, network, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last};
    };
    const auto ipv6 = [](const Octets& source, const Octets& destination) {
        return joined({Octets{0x60, 0, 0, 0, 0, 4, 253, 64}, source, destination, Octets(4)});
    };
    ChildSa sa = child(0x1001);
    sa.remote.push_back(selector_of(of(1, 7), 128));
    sa.local.push_back(selector_of(of(2, 0), 64));
    traffic_.open(sa);
    auto sender = esp::OutboundSa::make(sa.suite, sa.inbound_spi, sa.inbound_keys, random_, {});
    const auto outcome = [&](const Octets& inner) -> std::string {
        Octets buffer(sender->sealed_size(inner.size()));
        EXPECT_TRUE(sender->seal(inner, buffer));
        const auto opened = traffic_.on_esp(home, buffer, seconds{1});
        return opened ? "through" : opened.error();
    };
    EXPECT_EQ(outcome(ipv6(of(1, 7), of(2, 4))), "through");
    EXPECT_EQ(outcome(ipv6(of(1, 8), of(2, 4))), "not-selected");
    EXPECT_EQ(outcome(ipv6(of(1, 7), of(3, 4))), "not-selected");
    EXPECT_EQ(outcome(packet(client_address, inside_address)), "through");
    EXPECT_TRUE(traffic_.on_inside(ipv6(of(2, 4), of(1, 7))));
    EXPECT_FALSE(traffic_.on_inside(ipv6(of(2, 4), of(1, 8))));
    EXPECT_TRUE(answered());
}

TEST_F(ChildTrafficTest, SaysWhenSequenceNumbersRunOut)
{
    TrafficSeams seams;
    seams.outbound.already_sent = 0xf0000000;
    ChildTraffic worn{random_, seams};
    worn.open(child(0x1001));
    EXPECT_TRUE(worn.use(0x1001)->needs_rekey);
}

}  // namespace gateway::ike
