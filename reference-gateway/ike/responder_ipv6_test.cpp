// A client that asks for addresses of IPv6, or of both IP versions: RFC 7296, Sections 3.15.1 and
// 3.15.4.
#include "ike/responder_of_clients.h"

namespace gateway::ike {
namespace {

const Octets asks_for_both{1, 0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 8, 0, 0, 0, 10, 0, 0};
const Octets asks_for_ipv6{1, 0, 0, 0, 0, 8, 0, 0};
const Octets every_address(16, 0xff);

Octets ipv6_selector(const Octets& first, const Octets& last)
{
    return joined({Octets{8, 0, 0, 40, 0, 0, 0xff, 0xff}, first, last});
}

Octets address_of(std::uint8_t network, std::uint8_t last)
{
    return {0xfd, 0, 0, network, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last};
}

// Everything of both IP versions.
Octets both_selectors()
{
    Octets body = answers_to_everything;
    body.front() = 2;
    return joined({body, ipv6_selector(Octets(16), every_address)});
}

}  // namespace

class ResponderIpv6Test : public ResponderOfClients {
protected:
    ResponderIpv6Test()
    {
        free_ipv6_ = {address_of(1, 1)};
        settings_.network.served.push_back(selector_of(address_of(2, 0), 64));
        settings_.network.dns = {{10, 1, 0, 53}, address_of(2, 0x53)};
        responder_ = std::make_unique<Responder>(settings_, Seams{}, random_);
    }

    std::vector<int> connect(const Octets& configuration, const Octets& selectors)
    {
        EXPECT_TRUE(peer_.accepted(ask(peer_.ike_sa_init())));
        auto payloads = proof(peer_, key_of(alice));
        for (const auto& more :
             {RawPayloadToSend{47, configuration}, RawPayloadToSend{33, esp_proposal},
              RawPayloadToSend{44, selectors}, RawPayloadToSend{45, selectors}}) {
            payloads.push_back(more);
        }
        return types_inside(peer_, ask(peer_.ike_auth(payloads)));
    }

    TestInitiator peer_{gcm_31};
};

TEST_F(ResponderIpv6Test, GivesAnAddressOfEachVersionThatIsAskedFor)
{
    EXPECT_EQ(connect(asks_for_both, both_selectors()),
              (std::vector<int>{36, 37, 39, 47, 33, 44, 45}));
    EXPECT_EQ(to_hex(bodies_[47]),
              "02000000" "00010004ac10c901" "000300040a010035"
              "00080011fd00000100000000000000000000000180"
              "000a0010fd000002000000000000000000000053");
    EXPECT_EQ(bodies_[44],
              joined({Octets{2, 0, 0, 0, 7, 0, 0, 16, 0, 0, 0xff, 0xff, 172, 16, 201, 1, 172, 16,
                             201, 1},
                      ipv6_selector(address_of(1, 1), address_of(1, 1))}));
    Octets last = address_of(2, 0xff);
    std::fill(last.begin() + 8, last.end(), 0xff);
    EXPECT_EQ(bodies_[45],
              joined({Octets{2, 0, 0, 0, 7, 0, 0, 16, 0, 0, 0xff, 0xff, 10, 1, 0, 0, 10, 1, 0xff,
                             0xff},
                      ipv6_selector(address_of(2, 0), last)}));
    EXPECT_TRUE(free_ipv6_.empty());
    peer_.message_id = 2;
    peer_.protected_exchange = ExchangeType::informational;
    EXPECT_FALSE(ask(peer_.ike_auth({{42, {1, 0, 0, 0}}})).empty());
    EXPECT_EQ(free_ipv6_.size(), 1U);
    EXPECT_EQ(free_.size(), 2U);
}

TEST_F(ResponderIpv6Test, GivesIpv6AloneToWhoWantsNothingElse)
{
    EXPECT_EQ(connect(asks_for_ipv6, both_selectors()).size(), 7U);
    EXPECT_EQ(to_hex(bodies_[47]), "0200000000080011fd00000100000000000000000000000180");
    EXPECT_EQ(bodies_[44].front(), 1);
    EXPECT_EQ(bodies_[45].front(), 1) << "nothing passes from one IP version to the other";
}

TEST_F(ResponderIpv6Test, GivesWhatThereIs)
{
    free_ipv6_.clear();
    EXPECT_EQ(connect(asks_for_both, both_selectors()).size(), 7U);
    EXPECT_EQ(to_hex(bodies_[47]),
              "02000000" "00010004ac10c901" "000300040a010035"
              "000a0010fd000002000000000000000000000053");
    EXPECT_EQ(bodies_[44].front(), 1);
}

TEST_F(ResponderIpv6Test, RefusesAChildWhereNoAddressIsLeft)
{
    free_ipv6_.clear();
    EXPECT_EQ(connect(asks_for_ipv6, both_selectors()), (std::vector<int>{36, 37, 39, 41}));
    EXPECT_EQ(bodies_[41][3], 36);
}

TEST_F(ResponderIpv6Test, RefusesSelectorsOfAnotherVersionAndTakesTheAddressBack)
{
    EXPECT_EQ(connect(asks_for_ipv6, answers_to_everything), (std::vector<int>{36, 37, 39, 41}));
    EXPECT_EQ(bodies_[41][3], 38);
    EXPECT_EQ(free_ipv6_.size(), 1U);
}

}  // namespace gateway::ike
