#include "peers/tls/client.h"

#include <gtest/gtest.h>

#include "peers/tls/pretend_server.h"

namespace conformance::peers::tls {
namespace {

using namespace wire::tls;
using namespace pretend;
using namespace std::chrono_literals;

Answer answer_to(World& world, std::uint16_t version = tls_1_2, Suites suites = {0xc030})
{
    auto bench = world.bench();
    return Client{bench}.ask(version, std::move(suites));
}

Octets some_hello()
{
    ClientHello hello;
    hello.suites = {0xc030};
    return octets_of(hello, tls_1_0);
}

Answer answered_by(Script script)
{
    World world;
    world.network.respond = [&](View) { return script; };
    return answer_to(world);
}

TEST(A_client, reads_a_flight_to_its_end)
{
    World world;
    world.network.respond = Server{.suites = {{tls_1_2, {0xc030}}}, .certificates = {{1, 2, 3}}};
    const auto answer = answer_to(world);
    EXPECT_TRUE(answer.selected());
    EXPECT_EQ(answer.end, Answer::End::complete);
    EXPECT_EQ(answer.suite(), 0xc030);
    EXPECT_EQ(answer.version(), tls_1_2);
    EXPECT_EQ(answer.certificates, (std::vector<Octets>{{1, 2, 3}}));
    EXPECT_EQ(answer.curve, x25519);
    EXPECT_EQ(answer.frames, (std::vector<unsigned>{1, 2}));
    EXPECT_EQ(answer.code(), "accepted");
    EXPECT_EQ(answer.text(world.registries),
              "TLS 1.2 ServerHello with C030 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
}

TEST(A_client, stops_at_the_server_hello_of_tls_1_3)
{
    World world;
    world.network.respond = Server{.suites = {{tls_1_3, {0x1302}}}, .certificates = {}};
    const auto answer = answer_to(world, tls_1_3, {0x1301, 0x1302});
    EXPECT_EQ(answer.version(), tls_1_3);
    EXPECT_EQ(answer.suite(), 0x1302);
    EXPECT_EQ(answer.end, Answer::End::complete);
}

TEST(A_client, tells_the_manners_of_refusal_apart)
{
    EXPECT_EQ(answered_by({heard({21, 3, 3, 0, 2, 2, 70})}).code(), "refused-by-alert:70");
    EXPECT_EQ(answered_by({heard({21, 3, 1, 0, 2, 2, 40})}).code(), "refused-by-alert:40");
    EXPECT_EQ(answered_by({ended(Received::Kind::closed)}).code(), "closed");
    EXPECT_EQ(answered_by({ended(Received::Kind::reset)}).code(), "reset");
    EXPECT_EQ(answered_by({}).code(), "silent");
    EXPECT_EQ(answered_by({heard({'H', 'T', 'T', 'P'})}).code(), "not-tls");
    EXPECT_TRUE(answered_by({}).is_absence());
    EXPECT_FALSE(answered_by({heard({21, 3, 3, 0, 2, 2, 70})}).is_absence());
}

TEST(A_client, reads_on_after_a_warning)
{
    auto script = Server{.suites = {{tls_1_2, {0xc030}}}}(some_hello());
    script.push_front(heard({21, 3, 3, 0, 2, 1, 112}));
    EXPECT_EQ(answered_by(script).code(), "accepted");
}

TEST(A_client, says_how_a_selection_went_on)
{
    ServerHello selection;
    selection.suite = 0xc030;
    const auto hello = encode(handshake(selection));
    World world;
    world.network.respond = [&](View) {
        return Script{heard(encode(Record{22, tls_1_2, hello, {}})),
                      heard({21, 3, 3, 0, 2, 2, 80})};
    };
    const auto answer = answer_to(world);
    EXPECT_TRUE(answer.selected());
    EXPECT_EQ(answer.text(world.registries),
              "TLS 1.2 ServerHello with C030 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, then fatal "
              "alert 80 internal_error");
}

TEST(A_client, takes_the_end_of_a_flight_without_a_selection_for_no_acceptance)
{
    const auto done = heard({22, 3, 3, 0, 4, 14, 0, 0, 0});
    const auto answer = answered_by({done, ended(Received::Kind::closed)});
    EXPECT_FALSE(answer.selected());
    EXPECT_EQ(answer.code(), "closed");
}

TEST(A_client, has_no_answer_without_a_connection)
{
    World world;
    world.network.opening = Received::Kind::refused;
    EXPECT_EQ(answer_to(world).code(), "no-connection");
    EXPECT_TRUE(answer_to(world).connection_refused);
}

TEST(A_client, is_not_held_by_a_server_that_floods)
{
    World world;
    world.network.respond = [](View) { return Script{}; };
    world.network.endless = [] { return heard(encode(Record{23, tls_1_2, Octets(16'000), {}})); };
    EXPECT_EQ(answer_to(world).code(), "flooded");
}

TEST(A_client, is_not_held_by_a_server_that_drips)
{
    World world;
    world.network.respond = [](View) { return Script{}; };
    unsigned at = 0;
    world.network.endless = [&] {
        world.network.clock += 10ms;
        return heard({std::array<std::uint8_t, 5>{22, 3, 3, 0x40, 0}[std::min(at++, 4u)]});
    };
    const auto answer = answer_to(world);
    EXPECT_EQ(answer.code(), "silent");
    EXPECT_LT(world.network.clock, 2'100ms);
    EXPECT_EQ(answer.text(world.registries),
              "no complete answer, only " + std::to_string(at) + " octets");
}

TEST(A_client, survives_any_truncation_of_a_flight)
{
    Server server{.suites = {{tls_1_2, {0xc030}}}, .certificates = {Octets(40)}};
    const auto flight = server(some_hello()).front().octets;
    for (std::size_t length = 0; length < flight.size(); ++length) {
        const auto answer = answered_by(
            {heard({flight.begin(), flight.begin() + static_cast<std::ptrdiff_t>(length)}),
             ended(Received::Kind::closed)});
        EXPECT_EQ(answer.end, Answer::End::closed);
    }
}

TEST(A_hello, has_what_its_version_has)
{
    World world;
    auto bench = world.bench();
    Client client{bench};
    EXPECT_FALSE(client.hello(ssl_3_0, {5}).extensions.present);
    EXPECT_EQ(client.hello(ssl_3_0, {5}).suites.back(), empty_renegotiation_info_scsv);
    const auto old = client.hello(tls_1_0, {0xc013});
    EXPECT_EQ(old.version, tls_1_0);
    EXPECT_EQ(old.extensions.find(ExtensionType::signature_algorithms), nullptr);
    EXPECT_EQ(name_in(*old.extensions.find(ExtensionType::server_name)), "gw.example.test");
    const auto latest = client.hello(tls_1_3, {0x1301});
    EXPECT_EQ(latest.version, tls_1_2);
    EXPECT_EQ(numbers_in(*latest.extensions.find(ExtensionType::supported_versions), true),
              Suites{tls_1_3});
    EXPECT_EQ(numbers_in(*latest.extensions.find(ExtensionType::key_share), true),
              (Suites{x25519, secp256r1}));
    EXPECT_NE(client.hello(tls_1_2, {1}).random, client.hello(tls_1_2, {1}).random);
}

TEST(A_hello, names_no_server_where_only_an_address_is_known)
{
    World world;
    world.target.server_name.clear();
    auto bench = world.bench();
    EXPECT_EQ(Client{bench}.hello(tls_1_2, {1}).extensions.find(ExtensionType::server_name),
              nullptr);
}

TEST(An_offer, survives_being_text)
{
    const Offer offer{tls_1_2, 0xc030};
    EXPECT_EQ(to_string(offer), "TLS 1.2/0xC030");
    EXPECT_EQ(read_offer(to_string(offer)), offer);
    EXPECT_FALSE(read_offer("TLS 1.2"));
    EXPECT_FALSE(read_offer(""));
}

TEST(The_suites_of_a_version, are_those_usable_there)
{
    const World world;
    const auto old = suites_usable_at(tls_1_0, world.registries);
    EXPECT_TRUE(contains(old, 0xc013));
    EXPECT_FALSE(contains(old, 0xc030));
    EXPECT_FALSE(contains(old, empty_renegotiation_info_scsv));
    EXPECT_TRUE(contains(suites_usable_at(tls_1_2, world.registries), 0xc030));
    EXPECT_FALSE(contains(suites_usable_at(tls_1_2, world.registries), 0x1301));
    EXPECT_TRUE(contains(suites_usable_at(tls_1_3, world.registries), 0x1301));
    for (const auto version : {ssl_3_0, tls_1_0, tls_1_1, tls_1_2, tls_1_3}) {
        const auto usual = usual_suites_at(version, world.registries);
        EXPECT_FALSE(usual.empty());
        EXPECT_LT(usual.size(), 64u);
    }
}

}  // namespace
}  // namespace conformance::peers::tls
