#include "leases/leases.h"

#include <gtest/gtest.h>

namespace gateway::leases {
namespace {

const Network pool_24{{172, 16, 201, 0}, 24};
const std::vector<std::string> both{"IKEv2", "SSTP"};
const Split halves{{"IKEv2", "SSTP"}, SplitRule::halve};

LeaseTable small_table(unsigned prefix_length = 29, const std::vector<Octets>& reserved = {})
{
    return {shares_of({{{10, 0, 0, 0}, prefix_length}}, {"IKEv2"}, {}), reserved};
}

std::string leased(Leases& leases, const std::string& tunnel_type = "IKEv2",
                   Family family = Family::ipv4)
{
    const auto address = leases.lease({tunnel_type, "alice", family});
    return address ? to_hex(*address) : "none";
}

}  // namespace

TEST(Leases, AreUsedLikeThis)
{
    const std::vector<Network> pool{pool_24};                // the configuration's address_pool
    const Split split{{"IKEv2", "SSTP"}, SplitRule::halve};  // the edition's [pool]
    const Octets own{172, 16, 201, 1};
    LeaseTable leases{shares_of(pool, {"IKEv2", "SSTP"}, split), {own}};
    const auto address = leases.lease({"IKEv2", "alice"});
    ASSERT_TRUE(address);
    EXPECT_EQ(*address, (Octets{172, 16, 201, 2}));
    EXPECT_EQ(leases.holder_of(*address), "alice");
    EXPECT_TRUE(leases.release(*address));
}

TEST(Leases, AreEveryAddressButTheNetworksAndTheBroadcastAndTheGateways)
{
    LeaseTable leases = small_table(29, {{10, 0, 0, 4}});
    EXPECT_EQ(leased(leases), "0a000001");
    EXPECT_EQ(leased(leases), "0a000002");
    EXPECT_EQ(leased(leases), "0a000003");
    EXPECT_EQ(leased(leases), "0a000005");
    EXPECT_EQ(leased(leases), "0a000006");
    EXPECT_EQ(leased(leases), "none");
    EXPECT_EQ(leases.held(), 5U);
}

TEST(Leases, AnAddressNobodyHadComesFirstThenTheOneThatLayLongest)
{
    LeaseTable leases = small_table();
    EXPECT_EQ(leased(leases), "0a000001");
    EXPECT_EQ(leased(leases), "0a000002");
    EXPECT_TRUE(leases.release(Octets{10, 0, 0, 2}));
    EXPECT_TRUE(leases.release(Octets{10, 0, 0, 1}));
    for (const char* next :
         {"0a000003", "0a000004", "0a000005", "0a000006", "0a000002", "0a000001", "none"}) {
        EXPECT_EQ(leased(leases), next);
    }
}

TEST(Leases, AReleasedAddressIsThereAtOnce)
{
    LeaseTable leases = small_table(30);
    EXPECT_EQ(leased(leases), "0a000001");
    EXPECT_EQ(leased(leases), "0a000002");
    EXPECT_TRUE(leases.release(Octets{10, 0, 0, 2}));
    EXPECT_EQ(leased(leases), "0a000002");
}

TEST(Leases, WhatNobodyHoldsIsNotReleased)
{
    LeaseTable leases = small_table();
    EXPECT_FALSE(leases.release(Octets{10, 0, 0, 1}));
    EXPECT_EQ(leased(leases), "0a000001");
    EXPECT_TRUE(leases.release(Octets{10, 0, 0, 1}));
    EXPECT_FALSE(leases.release(Octets{10, 0, 0, 1}));
    EXPECT_FALSE(leases.release({}));
    EXPECT_EQ(leases.holder_of(Octets{10, 0, 0, 1}), std::nullopt);
}

TEST(Leases, NoTunnelTypeBorrowsFromAnother)
{
    LeaseTable leases{shares_of({{{10, 0, 0, 0}, 29}}, both, halves), {}};
    EXPECT_EQ(leased(leases, "IKEv2"), "0a000001");
    EXPECT_EQ(leased(leases, "IKEv2"), "0a000002");
    EXPECT_EQ(leased(leases, "IKEv2"), "0a000003");
    EXPECT_EQ(leased(leases, "IKEv2"), "none");
    EXPECT_EQ(leased(leases, "SSTP"), "0a000004");
    EXPECT_TRUE(leases.release(Octets{10, 0, 0, 4}));
    EXPECT_EQ(leased(leases, "IKEv2"), "none");
    EXPECT_EQ(leased(leases, "OpenVPN"), "none");
}

TEST(Leases, FamiliesAreApart)
{
    const Network ipv6{{0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 64};
    LeaseTable leases{shares_of({{{10, 0, 0, 0}, 30}, ipv6}, {"IKEv2"}, {}), {}};
    EXPECT_EQ(leased(leases, "IKEv2", Family::ipv6), "fd000000000000000000000000000001");
    EXPECT_EQ(leased(leases), "0a000001");
    EXPECT_EQ(leased(leases), "0a000002");
    EXPECT_EQ(leased(leases), "none");
    EXPECT_EQ(leased(leases, "IKEv2", Family::ipv6), "fd000000000000000000000000000002");
}

TEST(Leases, TenThousandAreDifferent)
{
    LeaseTable leases = small_table(16);
    std::set<Octets> seen;
    for (int i = 0; i < 10'000; ++i) {
        seen.insert(leases.lease({"IKEv2", std::to_string(i)}).value());
    }
    EXPECT_EQ(seen.size(), 10'000U);
    EXPECT_EQ(leases.holder_of(*std::next(seen.begin(), 77)), "77");
    for (const Octets& address : seen) {
        EXPECT_TRUE(leases.release(address));
    }
    EXPECT_EQ(leases.held(), 0U);
}

TEST(Shares, AreOneUnlessBothTypesAreEnabled)
{
    const std::vector<Share> one{{{"IKEv2"}, {{{172, 16, 201, 1}, 254}}}};
    EXPECT_EQ(shares_of({pool_24}, {"IKEv2"}, halves), one);
    EXPECT_EQ(shares_of({pool_24}, both, {}).size(), 1U);
}

TEST(Shares, AreHalves)
{
    const std::vector<Share> two{{{"IKEv2"}, {{{172, 16, 201, 1}, 127}}},
                                 {{"SSTP"}, {{{172, 16, 201, 128}, 127}}}};
    EXPECT_EQ(shares_of({pool_24}, both, halves), two);
    EXPECT_EQ(shares_of({pool_24}, both, {{"IKEv2", "SSTP"}, SplitRule::sstp25}), two);
    const auto with_openvpn = shares_of({pool_24}, {"SSTP", "IKEv2", "OpenVPN"}, halves);
    EXPECT_EQ(with_openvpn[0].tunnel_types, (std::vector<std::string>{"IKEv2", "OpenVPN"}));
}

TEST(Shares, OfSstpAre128AddressesWhereTheEditionSaysSo)
{
    const auto shares =
        shares_of({{{10, 1, 0, 0}, 16}}, both, {{"IKEv2", "SSTP"}, SplitRule::sstp25});
    EXPECT_EQ(shares[0].ranges, (std::vector<Range>{{{10, 1, 0, 1}, 65536 - 128 - 1}}));
    EXPECT_EQ(shares[1].ranges, (std::vector<Range>{{{10, 1, 255, 128}, 127}}));
}

TEST(Shares, OfIpv6AreNoLargerThanMemory)
{
    Network network{Octets(16), 64};
    network.address[0] = 0xfd;
    const auto shares = shares_of({network}, both, halves);
    EXPECT_EQ(to_hex(shares[0].ranges[0].first), "fd000000000000000000000000000001");
    EXPECT_EQ(shares[0].ranges[0].count, 65536U);
    EXPECT_EQ(to_hex(shares[1].ranges[0].first), "fd000000000000008000000000000000");
    EXPECT_EQ(shares[1].ranges[0].count, 65536U);
    network.prefix_length = 126;
    EXPECT_EQ(shares_of({network}, {"IKEv2"}, {})[0].ranges[0].count, 3U);
}

TEST(Addresses, AreCountedAcrossOctets)
{
    EXPECT_EQ(address_at(Octets{10, 0, 255, 255}, 1), (Octets{10, 1, 0, 0}));
    EXPECT_EQ(address_at(Octets{10, 0, 0, 1}, 0x10203), (Octets{10, 1, 2, 4}));
}

}  // namespace gateway::leases
