// Whether ESP goes in UDP, by what the client tells of its addresses: RFC 7296, Section 2.23.
#include "ike/nat_detection.h"
#include "ike/responder_of_clients.h"

namespace gateway::ike {
namespace {

constexpr std::uint16_t source = 16388, destination = 16389;
const Endpoint gateway_end{{192, 0, 2, 2}, 4500}, client_end{{192, 0, 2, 1}, 4000};
const Endpoint somewhere{{10, 0, 0, 1}, 500};

}  // namespace

class ResponderNatTest : public ResponderOfClients {
protected:
    void start_with_plain_esp(bool plain_esp)
    {
        settings_.network.plain_esp = plain_esp;
        responder_ = std::make_unique<Responder>(settings_, Seams{}, random_);
    }

    static RawPayloadToSend told(std::uint16_t type, const TestInitiator& peer,
                                 const Endpoint& endpoint)
    {
        const auto high = static_cast<std::uint8_t>(type >> 8U);
        return {41, joined({Octets{0, 0, high, static_cast<std::uint8_t>(type)},
                            nat_detection_hash(peer.spi(), 0, endpoint)})};
    }

    // The Child SA of a client that tells of these places.
    ChildSa child_of_who_tells(const std::vector<Endpoint>& sources, const Endpoint& target,
                               bool on_nat_t_port = false)
    {
        TestInitiator peer{gcm_31};
        std::vector<RawPayloadToSend> notifies{told(destination, peer, target)};
        for (const Endpoint& each : sources) {
            notifies.push_back(told(source, peer, each));
        }
        on_nat_t_port_ = on_nat_t_port;
        EXPECT_TRUE(peer.accepted(say(peer.ike_sa_init({}, notifies))));
        say(peer.ike_auth(everything(peer)));
        EXPECT_EQ(actions_.open.size(), 1U);
        return actions_.open.empty() ? ChildSa{} : actions_.open.front();
    }

    Octets say(const Octets& request)
    {
        const Octets marker(on_nat_t_port_ ? 4 : 0);
        const Octets datagram = joined({marker, request});
        actions_ = responder_->on_datagram({{gateway_end, client_end}, on_nat_t_port_, datagram},
                                           now_);
        for (const Compute& compute : std::exchange(actions_.compute, {})) {
            actions_ = responder_->on_computed(carry_out(compute), now_);
        }
        if (actions_.send.size() != 1) return {};
        const Octets& answer = actions_.send.front().octets;
        return {answer.begin() + static_cast<std::ptrdiff_t>(marker.size()), answer.end()};
    }

    bool on_nat_t_port_ = false;
};

TEST_F(ResponderNatTest, SendsPlainEspWhereThereIsNoNat)
{
    start_with_plain_esp(true);
    EXPECT_TRUE(child_of_who_tells({client_end}, gateway_end).is_plain);
    EXPECT_TRUE(child_of_who_tells({somewhere, client_end}, gateway_end).is_plain)
        << "one of its addresses is enough";
}

TEST_F(ResponderNatTest, PutsEspIntoUdpWhereThereIsOne)
{
    start_with_plain_esp(true);
    const ChildSa behind_one = child_of_who_tells({somewhere}, gateway_end);
    EXPECT_FALSE(behind_one.is_plain);
    EXPECT_TRUE(behind_one.nat.peer && !behind_one.nat.gateway);
    const ChildSa before_one = child_of_who_tells({client_end}, somewhere);
    EXPECT_FALSE(before_one.is_plain);
    EXPECT_TRUE(before_one.nat.gateway && !before_one.nat.peer);
}

TEST_F(ResponderNatTest, PutsEspIntoUdpOnThePortForThat)
{
    start_with_plain_esp(true);
    const ChildSa child = child_of_who_tells({client_end}, gateway_end, true);
    EXPECT_FALSE(child.is_plain || child.nat.is_anywhere());
    EXPECT_TRUE(child.on_nat_t_port);
}

TEST_F(ResponderNatTest, PutsEspIntoUdpWhereThereIsNoOtherWay)
{
    start_with_plain_esp(false);
    EXPECT_FALSE(child_of_who_tells({client_end}, gateway_end).is_plain);
}

}  // namespace gateway::ike
