// What a login by EAP makes of gateways that are odd, or hostile.

#include "peers/eap/login.h"

#include <gtest/gtest.h>

#include <deque>

#include "core/probe.h"
#include "crypto/test_credentials.h"
#include "peers/eap/tls_link.h"
#include "peers/tls/pretend_server.h"

namespace conformance::peers::eap {
namespace {

const Octets start{1, 5, 0, 6, 13, 0x20}, md5{1, 4, 0, 6, 4, 0}, success{3, 6, 0, 4},
    failure{4, 6, 0, 4};

Octets request_of_tls(std::uint8_t flags, const Octets& data)
{
    Octets packet{1, 6, 0, static_cast<std::uint8_t>(6 + data.size()), 13, flags};
    append(packet, data);
    return packet;
}

// Answers with these packets, one after the other, then with none; and what it was told.
struct Gateway {
    std::deque<Octets> packets;
    std::vector<Octets> told;

    Ask ask()
    {
        return [this](Octets response) -> std::optional<Octets> {
            told.push_back(std::move(response));
            if (packets.empty()) {
                return std::nullopt;
            }
            auto next = packets.front();
            packets.pop_front();
            return next;
        };
    }
};

class A_login : public testing::Test {
protected:
    A_login() { world.target.client_proof = ClientProof::eap_tls; }

    Outcome outcome_of(Octets request, Gateway gateway)
    {
        auto bench = world.bench();
        bench.credentials = &credentials;
        auto outcome = log_in(bench, std::move(request), gateway.ask());
        told = std::move(gateway.told);
        return outcome;
    }

    tls::pretend::World world;
    TestCredentials credentials{"secp256r1"};
    std::vector<Octets> told;
};

TEST_F(A_login, names_its_method_where_another_is_asked_for)
{
    const auto outcome = outcome_of(md5, {{failure}, {}});
    EXPECT_EQ(told, (std::vector<Octets>{{2, 4, 0, 6, 3, 13}}));
    EXPECT_FALSE(outcome.succeeded);
    EXPECT_EQ(outcome.problem, "EAP ended in Failure before any method");
}

TEST_F(A_login, tells_its_name_and_hears_notifications)
{
    const auto outcome = outcome_of({1, 1, 0, 5, 1}, {{{1, 2, 0, 6, 2, 'x'}, failure}, {}});
    ASSERT_EQ(told.size(), 2u);
    EXPECT_EQ(std::string(told[0].begin() + 5, told[0].end()), "client.example.test");
    EXPECT_EQ(told[1], (Octets{2, 2, 0, 5, 2}));
    EXPECT_FALSE(outcome.succeeded);
}

TEST_F(A_login, never_succeeds_before_its_method_has)
{
    EXPECT_EQ(outcome_of(success, {}).problem, "no Request of EAP came");
    EXPECT_FALSE(outcome_of(md5, {{success}, {}}).succeeded);
    const auto early = outcome_of(start, {{success}, {}});
    EXPECT_FALSE(early.succeeded);
    EXPECT_TRUE(early.key.empty());
    EXPECT_TRUE(early.problem.starts_with("TLS inside EAP: ")) << early.problem;
}

TEST_F(A_login, ends_with_a_gateway_that_asks_for_ever)
{
    const std::deque<Octets> identities(1000, {1, 1, 0, 5, 1}),
        more(1000, request_of_tls(0x40, {1, 2, 3})), nothing(1000, request_of_tls(0, {}));
    EXPECT_EQ(outcome_of({1, 1, 0, 5, 1}, {identities, {}}).problem, "EAP-TLS was never begun");
    for (const auto& packets : {more, nothing}) {
        EXPECT_FALSE(outcome_of(start, {packets, {}}).succeeded);
        EXPECT_LT(told.size(), 200u);
    }
}

TEST_F(A_login, needs_somebody_to_log_in)
{
    auto bench = world.bench();
    EXPECT_THROW((void)log_in(bench, start, Gateway{}.ask()), Unmet);
    world.target.client_proof = ClientProof::eap_mschapv2;
    EXPECT_THROW((void)log_in(bench, start, Gateway{}.ask()), Unmet);
}

// A real ServerHello's beginning, so that some of what is drawn gets past the first record.
TEST_F(A_login, ends_whatever_comes)
{
    const auto random = crypto::seeded_random(Octets(32, 9), "eap");
    for (unsigned i = 0; i < 2000; ++i) {
        Gateway gateway;
        for (unsigned k = 0; k < 6; ++k) {
            auto data = random->octets(random->octets(1).front());
            Octets record{22,
                          3,
                          3,
                          0,
                          static_cast<std::uint8_t>(data.size()),
                          2,
                          0,
                          0,
                          static_cast<std::uint8_t>(data.size())};
            append(record, data);
            auto packet = request_of_tls(static_cast<std::uint8_t>(data.size() & 0xc0U), record);
            if (k % 3 == 2) {
                packet.resize(random->octets(1).front() % packet.size());
            }
            gateway.packets.push_back(std::move(packet));
        }
        EXPECT_FALSE(outcome_of(start, std::move(gateway)).succeeded);
    }
}

TEST(A_flight_of_tls, leaves_in_fragments_that_say_how_long_it_is)
{
    Gateway gateway{{request_of_tls(0, {}), request_of_tls(0, {}), request_of_tls(0, {7, 8})}, {}};
    TlsLink link{start, gateway.ask()};
    link.send(Octets(2500, 1));
    const auto received = link.receive({});
    EXPECT_EQ(received.kind, Received::Kind::octets);
    EXPECT_EQ(received.octets, (Octets{7, 8}));
    ASSERT_EQ(gateway.told.size(), 3u);
    EXPECT_EQ((Octets{gateway.told[0].begin() + 4, gateway.told[0].begin() + 10}),
              (Octets{13, 0xc0, 0, 0, 0x09, 0xc4}));
    EXPECT_EQ(gateway.told[0].size(), 1010u);
    EXPECT_EQ((Octets{gateway.told[1].begin() + 4, gateway.told[1].begin() + 6}),
              (Octets{13, 0x40}));
    EXPECT_EQ((Octets{gateway.told[2].begin() + 4, gateway.told[2].begin() + 6}), (Octets{13, 0}));
    EXPECT_EQ(gateway.told[2].size(), 506u);
}

TEST(A_flight_of_tls, is_gathered_from_fragments)
{
    Gateway gateway{{request_of_tls(0xc0, {0, 0, 0, 4, 1, 2}), request_of_tls(0, {3, 4}), success},
                    {}};
    TlsLink link{start, gateway.ask()};
    link.send(Octets{9});
    EXPECT_EQ(link.receive({}).octets, (Octets{1, 2, 3, 4}));
    EXPECT_EQ(gateway.told.back(), (Octets{2, 6, 0, 6, 13, 0}));
    EXPECT_EQ(link.receive({}).kind, Received::Kind::closed);
    EXPECT_EQ(link.last(), success);
    EXPECT_EQ(link.receive({}).kind, Received::Kind::closed);
}

}  // namespace
}  // namespace conformance::peers::eap
