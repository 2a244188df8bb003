// Lies are values, hostile octets are described, and whatever was decoded encodes to itself.
#include <gtest/gtest.h>

#include "wire/tls/narrate.h"

namespace conformance::wire::tls {
namespace {

ClientHello some_hello()
{
    ClientHello hello;
    hello.suites = {0xc030, 0xc02f};
    hello.extensions.add(server_name("gw.example.test"));
    hello.extensions.add(supported_groups({x25519, secp256r1}));
    hello.extensions.add(empty_renegotiation_info());
    return hello;
}

Handshake decoded(View message, std::vector<std::string>& complaints)
{
    return decode_handshake(message[0], message.subspan(handshake_header_octets), complaints);
}

TEST(A_client_hello, survives_encoding_and_decoding)
{
    std::vector<std::string> complaints;
    const auto message = handshake(some_hello());
    EXPECT_EQ(decoded(encode(message), complaints), message);
    EXPECT_TRUE(complaints.empty());
}

TEST(A_hello_without_extensions, differs_from_one_with_an_empty_block)
{
    auto hello = some_hello();
    hello.extensions = {};
    const auto without = encode(handshake(hello));
    hello.extensions.present = true;
    EXPECT_EQ(encode(handshake(hello)).size(), without.size() + 2);
}

TEST(A_forged_length, is_written_and_noticed)
{
    auto hello = some_hello();
    hello.suites_length.forge(1'000);
    std::vector<std::string> complaints;
    const auto octets = encode(handshake(hello));
    const auto message = decoded(octets, complaints);
    EXPECT_TRUE(std::holds_alternative<Opaque>(message.body));
    ASSERT_FALSE(complaints.empty());
    EXPECT_EQ(complaints[0], "ClientHello: cipher_suites runs past the end");
    EXPECT_EQ(encode(message), octets);
}

TEST(Each_length, can_be_forged)
{
    auto hello = some_hello();
    const auto truth = encode(handshake(hello));
    hello.session_id_length.forge(9);
    hello.compression_methods_length.forge(9);
    hello.extensions.length.forge(9);
    hello.extensions.list[0].length.forge(9);
    auto message = handshake(hello);
    message.length.forge(9);
    Record record{22, tls_1_2, encode(message), {}};
    record.length.forge(9);
    EXPECT_EQ(encode(message).size(), truth.size());
    EXPECT_NE(encode(message), truth);
    EXPECT_EQ(encode(record)[4], 9);
}

TEST(An_extension_that_lies_about_its_length, leaves_the_rest_of_the_hello_readable)
{
    ServerHello hello;
    hello.suite = 0xc030;
    hello.extensions.add(empty_renegotiation_info());
    hello.extensions.list[0].length.forge(500);
    const auto octets = encode(handshake(hello));
    std::vector<std::string> complaints;
    const auto message = decoded(octets, complaints);
    EXPECT_EQ(std::get<ServerHello>(message.body).suite, 0xc030);
    EXPECT_FALSE(complaints.empty());
    EXPECT_EQ(encode(message), octets);
}

TEST(A_message, may_span_records_and_share_one)
{
    auto flight = encode(handshake(some_hello()));
    append(flight, encode(handshake(ServerHelloDone{})));
    for (const std::size_t largest : {1u, 7u, 16'384u}) {
        Assembler assembler;
        for (const auto& record : records(ContentType::handshake, tls_1_0, flight, largest)) {
            assembler.feed(encode(record));
        }
        const auto first = assembler.next().value_or(Piece{});
        const auto second = assembler.next().value_or(Piece{});
        EXPECT_EQ(std::get<Handshake>(first.content), handshake(some_hello()));
        EXPECT_EQ(std::get<Handshake>(second.content), handshake(ServerHelloDone{}));
        EXPECT_FALSE(assembler.next());
    }
}

TEST(Something_that_is_not_tls, derails_the_assembler_and_is_kept)
{
    Assembler assembler;
    assembler.feed(view("HTTP/1.1 400 Bad Request\r\n"));
    EXPECT_FALSE(assembler.next());
    EXPECT_TRUE(assembler.is_derailed());
    EXPECT_EQ(assembler.rest().size(), 26u);
}

TEST(An_alert_inside_a_message, is_told_as_odd)
{
    const auto hello = encode(handshake(some_hello()));
    Assembler assembler;
    assembler.feed(encode(Record{22, tls_1_2, {hello.begin(), hello.begin() + 10}, {}}));
    assembler.feed(encode(Record{21, tls_1_2, {2, 50}, {}}));
    const auto piece = assembler.next().value_or(Piece{});
    EXPECT_EQ(std::get<Alert>(piece.content), (Alert{2, 50}));
    EXPECT_EQ(piece.complaints, std::vector<std::string>{"stands inside a handshake message"});
}

TEST(The_telling, names_version_and_suite)
{
    catalog::Registries registries;
    registries.suites.push_back(
        {0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", tls_1_2, tls_1_2, false});
    ServerHello hello;
    hello.suite = 0xc030;
    Narration narration{registries};
    const auto told = narration.tell(encode(Record{22, tls_1_2, encode(handshake(hello)), {}}));
    EXPECT_EQ(told.summary, "TLS 1.2 ServerHello, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    EXPECT_EQ(narration.tell(encode(Record{21, tls_1_2, {2, 70}, {}})).summary,
              "Alert 70 protocol_version (fatal)");
    EXPECT_EQ(narration.tell(view("GET /")).summary, "5 octets that are no TLS record");
}

TEST(Any_truncation, is_described_without_harm)
{
    const auto octets = encode(handshake(some_hello()));
    for (std::size_t length = 0; length < octets.size() - handshake_header_octets; ++length) {
        std::vector<std::string> complaints;
        const auto body = View{octets}.subspan(handshake_header_octets, length);
        const auto encoded = encode(decode_handshake(1, body, complaints));
        const auto again = View{encoded}.subspan(handshake_header_octets);
        EXPECT_EQ(Octets(again.begin(), again.end()), Octets(body.begin(), body.end()));
    }
}

}  // namespace
}  // namespace conformance::wire::tls
