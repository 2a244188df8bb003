// The client in steps, against servers that say what nginx once said, or less: it goes as far as it
// can, says why not further, and says the same again from the same seed.
#include <gtest/gtest.h>

#include "peers/tls/drive.h"
#include "peers/tls/pretend_server.h"
#include "wire/tls/captured.h"

namespace conformance::peers::tls {
namespace {

using namespace wire::tls;
using namespace pretend;
using Drive = Answer::Drive;

const auto rsa = "nginx-tls-1.0-rsa-aes128-cbc-sha";
const auto dhe = "nginx-tls-1.2-dhe-rsa-aes256-cbc-sha256";
const auto ecdhe = "nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384";
const auto retry = "nginx-tls-1.3-retry-client-certificate";

// Says the server's part of a conversation without listening, up to ChangeCipherSpec at the first
// flush of the client, the rest at the second.
struct Parrot {
    std::vector<Octets> parts;
    std::vector<Octets> heard;

    explicit Parrot(View stream)
    {
        parts.emplace_back();
        while (beginning(stream) == Beginning::record) {
            const auto record = take_record(stream);
            if (record.is(ContentType::change_cipher_spec) && parts.size() == 1) {
                parts.emplace_back();
            }
            append(parts.back(), encode(record));
        }
        append(parts.back(), stream);
    }

    Script operator()(View octets)
    {
        heard.emplace_back(octets.begin(), octets.end());
        if (heard.size() > parts.size()) {
            return {};
        }
        return {pretend::heard(parts[heard.size() - 1])};
    }
};

Octets server_of(const std::string& conversation)
{
    return captured::streams(conversation).server;
}

Answer answer_to(Parrot& parrot, std::uint16_t version, std::uint16_t suite)
{
    World world;
    world.network.respond = [&](View octets) { return parrot(octets); };
    auto bench = world.bench();
    return complete(bench, version, {suite});
}

TEST(A_handshake, sends_its_part_and_judges_the_servers)
{
    Parrot parrot{server_of(dhe)};
    const auto answer = answer_to(parrot, tls_1_2, 0x006b);
    EXPECT_TRUE(answer.selected());
    EXPECT_EQ(answer.drive, Drive::failed);
    EXPECT_EQ(answer.drive_text, "a record that cannot be opened came");

    // Certificate (empty), ClientKeyExchange, ChangeCipherSpec, Finished in one flight.
    ASSERT_EQ(parrot.heard.size(), 2u);
    const auto pieces = captured::pieces_of(parrot.heard[1]);
    ASSERT_EQ(pieces.size(), 4u);
    EXPECT_EQ(std::get<Handshake>(pieces[0].content), handshake(Certificate{}));
    const auto& exchange = std::get<Handshake>(pieces[1].content);
    EXPECT_EQ(exchange.type, 16);
    EXPECT_EQ(std::get<Opaque>(exchange.body).data.size(), 258u);
    EXPECT_TRUE(std::holds_alternative<ChangeCipherSpec>(pieces[2].content));
    EXPECT_TRUE(std::holds_alternative<Unreadable>(pieces[3].content));
}

TEST(A_handshake, is_the_same_again_from_the_same_seed)
{
    for (const auto& [name, version, suite] : {std::tuple{rsa, tls_1_0, 0x002f},
                                               {dhe, tls_1_2, 0x006b},
                                               {ecdhe, tls_1_2, 0xc030},
                                               {retry, tls_1_3, 0x1303}}) {
        Parrot first{server_of(name)}, second{server_of(name)};
        (void)answer_to(first, version, static_cast<std::uint16_t>(suite));
        (void)answer_to(second, version, static_cast<std::uint16_t>(suite));
        EXPECT_EQ(first.heard, second.heard);
        EXPECT_EQ(first.heard.size(), 2u) << name;
    }
}

TEST(A_signature_of_another_handshake, is_found_bad)
{
    Parrot parrot{server_of(ecdhe)};
    World world;
    world.network.respond = [&](View octets) { return parrot(octets); };
    auto bench = world.bench();
    Engine engine{bench};
    engine.send(engine.client_hello(tls_1_2, {0xc030}));
    ASSERT_TRUE(engine.receive_until({HandshakeType::server_hello_done}));
    EXPECT_EQ(engine.session.server_signature, crypto::SignatureCheck::bad);
    EXPECT_EQ(engine.session.certificates.size(), 2u);
    EXPECT_TRUE(engine.session.extended_master_secret);
    EXPECT_TRUE(engine.client_key_exchange());
    EXPECT_EQ(engine.session.premaster.size(), 32u);
}

TEST(A_message, may_be_altered_and_sent_at_any_point)
{
    Parrot parrot{server_of(rsa)};
    World world;
    world.network.respond = [&](View octets) { return parrot(octets); };
    auto bench = world.bench();
    Engine engine{bench};
    auto early = engine.finished();
    EXPECT_EQ(std::get<Opaque>(early.body).data.size(), 12u);
    engine.send(early);
    engine.protect_sending();
    EXPECT_EQ(engine.records.sending, nullptr) << "there are no keys yet";
    engine.records.largest = 3;
    engine.send(engine.client_hello(tls_1_0, {0x002f}));
    engine.records.flush();
    ASSERT_EQ(parrot.heard.size(), 1u);
    const auto pieces = captured::pieces_of(parrot.heard[0]);
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_EQ(std::get<Handshake>(pieces[0].content), early);
    EXPECT_TRUE(std::holds_alternative<ClientHello>(std::get<Handshake>(pieces[1].content).body));
    EXPECT_TRUE(engine.receive_until({HandshakeType::server_hello_done}));
}

TEST(A_hello, answers_a_request_for_another_share)
{
    Parrot parrot{server_of(retry)};
    World world;
    world.network.respond = [&](View octets) { return parrot(octets); };
    auto bench = world.bench();
    Engine engine{bench};
    engine.send(engine.client_hello(tls_1_3, {0x1303}));
    ASSERT_TRUE(engine.receive_until({HandshakeType::server_hello}));
    ASSERT_TRUE(engine.session.server_hello.is_hello_retry_request());
    EXPECT_EQ(engine.session.transcript[0], 254);
    const auto second = engine.second_hello();
    EXPECT_EQ(second.random, engine.session.client_hello.random);
    EXPECT_EQ(numbers_in(*second.extensions.find(ExtensionType::key_share), true), Suites{24});
}

TEST(A_session, is_offered_by_ticket_id_or_key)
{
    World world;
    auto bench = world.bench();
    Engine engine{bench};
    const Resumption ticket{.version = tls_1_2, .ticket = {1, 2}, .secret = Octets(48)};
    const auto by_ticket = engine.resuming(engine.client_hello(tls_1_2, {0xc030}), ticket);
    EXPECT_EQ(by_ticket.session_id.size(), 32u);
    EXPECT_EQ(by_ticket.extensions.find(ExtensionType::session_ticket)->data, (Octets{1, 2}));
    const Resumption id{.version = tls_1_2, .session_id = {7}, .secret = Octets(48)};
    EXPECT_EQ(engine.resuming(engine.client_hello(tls_1_2, {0xc030}), id).session_id, Octets{7});
    const Resumption key{
        .version = tls_1_3, .suite = 0x1302, .ticket = {1, 2}, .secret = Octets(48)};
    const auto by_key = engine.resuming(engine.client_hello(tls_1_3, {0x1302}), key);
    EXPECT_TRUE(by_key.extensions.list.back().is(ExtensionType::pre_shared_key));
    EXPECT_EQ(by_key.extensions.list.back().data.size(), 2u + 8 + 2 + 49);
}

TEST(A_suite, is_known_by_its_name)
{
    const auto& registries = registered();
    const auto suite = drivable(0xc030, registries).value_or(Suite{});
    EXPECT_EQ(suite.exchange, Exchange::ecdhe);
    EXPECT_EQ(suite.cipher.hash, "SHA-384");
    EXPECT_FALSE(drivable(0x0018, registries).value_or(Suite{}).is_signed);
    EXPECT_EQ(drivable(0x1301, registries).value_or(Suite{}).exchange, Exchange::other);
    for (const auto number : Suites{0x0003, 0x008c, 0xc001, 0x00ff, 0x00c6}) {
        EXPECT_FALSE(drivable(number, registries)) << number;
    }
    EXPECT_EQ(obstacle(*registries.suite(0x008c)), "key exchange of TLS_PSK");
    EXPECT_EQ(obstacle(*registries.suite(0x00c6)), "cipher SM4_GCM_SM3");
}

TEST(A_server_that_cannot_be_reached, is_told)
{
    World world;
    world.network.opening = Received::Kind::refused;
    auto bench = world.bench();
    const auto answer = complete(bench, tls_1_2, {0xc030});
    EXPECT_EQ(answer.code(), "no-connection");
    EXPECT_EQ(answer.drive, Drive::untried);
}

TEST(A_server_that_stops, is_told)
{
    Parrot parrot{View{server_of(ecdhe)}.first(200)};
    const auto answer = answer_to(parrot, tls_1_2, 0xc030);
    EXPECT_EQ(answer.drive, Drive::failed);
    EXPECT_EQ(answer.end, Answer::End::silence);
}

TEST(Any_damage_of_a_flight, does_no_harm)
{
    for (const auto& [name, version, suite] :
         {std::tuple{rsa, tls_1_0, 0x002f}, {ecdhe, tls_1_2, 0xc030}, {retry, tls_1_3, 0x1303}}) {
        const auto stream = server_of(name);
        for (std::size_t i = 0; i < stream.size(); i += 97) {
            auto damaged = stream;
            damaged[i] ^= static_cast<std::uint8_t>(1u << i % 8);
            Parrot parrot{damaged};
            EXPECT_NE(answer_to(parrot, version, static_cast<std::uint16_t>(suite)).drive,
                      Drive::complete);
        }
    }
}

}  // namespace
}  // namespace conformance::peers::tls
