// The messages after the hellos: those that nginx and s_client sent in the clear read as they must
// and encode to the same octets; those of TLS 1.3, which are encrypted, survive a round trip.
#include <gtest/gtest.h>

#include "wire/tls/authentication.h"
#include "wire/tls/captured.h"
#include "wire/tls/session.h"

namespace conformance::wire::tls {
namespace {

using namespace captured;

constexpr Dialect tls_1_0_rsa{tls_1_0, Exchange::rsa, true};
constexpr Dialect tls_1_2_dhe{tls_1_2, Exchange::dhe, true};
constexpr Dialect tls_1_2_ecdhe{tls_1_2, Exchange::ecdhe, true};
constexpr Dialect latest{tls_1_3, Exchange::other, true};

const auto rsa = "nginx-tls-1.0-rsa-aes128-cbc-sha";
const auto dhe = "nginx-tls-1.2-dhe-rsa-aes256-cbc-sha256";
const auto ecdhe = "nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384";

// The first message of its type, which must encode to the octets it was read from.
template <class Message>
Message read_from(View stream, const Dialect& dialect)
{
    for (const auto& one : messages_of(stream)) {
        if (one.type == static_cast<std::uint8_t>(Message::type)) {
            const auto octets = encode(one);
            const auto body = View{octets}.subspan(handshake_header_octets);
            const auto message = read<Message>(body, dialect);
            EXPECT_TRUE(message);
            EXPECT_EQ(encode(handshake(message.value_or(Message{}), dialect)), octets);
            return message.value_or(Message{});
        }
    }
    ADD_FAILURE() << "no such message";
    return {};
}

template <class Message>
void survives(const Message& message, const Dialect& dialect)
{
    const auto octets = encode(message, dialect);
    EXPECT_EQ(read<Message>(octets, dialect), message);
    for (std::size_t length = 0; length < octets.size(); ++length) {
        const auto shorter = read<Message>(View{octets}.first(length), dialect);
        if (shorter) {  // an extension block may be absent
            EXPECT_EQ(encode(*shorter, dialect).size(), length);
        }
    }
}

TEST(A_server_key_exchange, holds_a_curve_and_a_signature)
{
    const auto parameters = read_from<ServerParameters>(streams(ecdhe).server, tls_1_2_ecdhe);
    EXPECT_EQ(parameters.ecdhe.curve, x25519);
    EXPECT_EQ(parameters.ecdhe.point.size(), 32u);
    EXPECT_EQ(parameters.signature.scheme, 0x0804);
    EXPECT_EQ(parameters.signature.octets.size(), 256u);
    EXPECT_EQ(unsigned_part(parameters, tls_1_2_ecdhe).size(), 36u);
}

TEST(A_server_key_exchange, holds_a_group_of_its_own)
{
    const auto parameters = read_from<ServerParameters>(streams(dhe).server, tls_1_2_dhe);
    EXPECT_EQ(parameters.dhe.p.size(), 256u);
    EXPECT_EQ(parameters.dhe.g, Octets{2});
    EXPECT_EQ(parameters.signature.octets.size(), 256u);
}

TEST(A_client_key_exchange, is_a_secret_or_a_public_value)
{
    EXPECT_EQ(read_from<ClientKeyExchange>(streams(rsa).client, tls_1_0_rsa).value.size(), 256u);
    EXPECT_EQ(read_from<ClientKeyExchange>(streams(dhe).client, tls_1_2_dhe).value.size(), 256u);
    EXPECT_EQ(read_from<ClientKeyExchange>(streams(ecdhe).client, tls_1_2_ecdhe).value.size(), 32u);
}

TEST(A_client_key_exchange, has_no_length_in_ssl_3_0)
{
    const ClientKeyExchange exchange{Octets(128, 7), {}, {}};
    EXPECT_EQ(encode(exchange, {ssl_3_0, Exchange::rsa, true}).size(), 128u);
    EXPECT_EQ(encode(exchange, {tls_1_0, Exchange::rsa, true}).size(), 130u);
    EXPECT_EQ(encode(exchange, {ssl_3_0, Exchange::dhe, true}).size(), 130u);
}

TEST(A_certificate_request, names_types_and_schemes)
{
    const auto request = read_from<CertificateRequest>(streams(dhe).server, tls_1_2_dhe);
    EXPECT_EQ(request.certificate_types, (Octets{1, 2, 64}));
    EXPECT_FALSE(request.schemes.empty());
    EXPECT_TRUE(request.authorities.empty());
}

TEST(A_certificate_request, may_name_authorities)
{
    CertificateRequest request{{1, 64}, {0x0401}, {{0x30, 0}, {0x30, 2, 5, 0}}, {}, {}, {}};
    survives(request, tls_1_2_dhe);
    request.schemes.clear();
    survives(request, tls_1_0_rsa);
}

TEST(A_certificate_verify, names_its_algorithm)
{
    const auto verify = read_from<CertificateVerify>(streams(dhe).client, tls_1_2_dhe);
    EXPECT_EQ(verify.signature.scheme, 0x0804);
    EXPECT_EQ(verify.signature.octets.size(), 256u);
}

TEST(A_session_ticket, comes_with_its_lifetime)
{
    const auto ticket = read_from<NewSessionTicket>(streams(dhe).server, tls_1_2_dhe);
    EXPECT_EQ(ticket.lifetime, 300u);
    EXPECT_GT(ticket.ticket.size(), 1000u);  // the client's certificate is in it
}

TEST(A_message_of_tls_1_3, survives_encoding_and_decoding)
{
    Extensions some;
    some.add(signature_algorithms({0x0804}));
    Extensions none;
    none.present = true;
    survives(RequestWithExtensions{{1, 2}, some, {}}, latest);
    survives(CertificateEntries{{1}, {{{0x30, 0}, none, {}}, {{0x30, 1}, some, {}}}, {}, {}},
             latest);
    survives(NewSessionTicket{7200, 9, {0}, {1, 2, 3}, none, {}, {}}, latest);
    survives(EncryptedExtensions{some}, latest);
    survives(KeyUpdate{1}, latest);
    survives(Finished{Octets(32, 5)}, latest);
}

TEST(A_later_message, can_lie_about_its_lengths)
{
    ServerParameters parameters;
    parameters.ecdhe = {named_curve_type, x25519, Octets(32), {}};
    parameters.ecdhe.point_length.forge(200);
    parameters.signature.length.forge(1);
    EXPECT_FALSE(read<ServerParameters>(encode(parameters, tls_1_2_ecdhe), tls_1_2_ecdhe));
    EXPECT_EQ(encode(parameters, tls_1_2_ecdhe)[3], 200);
}

TEST(A_later_message, ends_with_its_last_field)
{
    EXPECT_FALSE(read<KeyUpdate>(Octets{0, 0}, latest));
    EXPECT_FALSE(read<KeyUpdate>(Octets{}, latest));
    EXPECT_FALSE(read<ClientKeyExchange>(Octets{2, 1, 1, 1}, tls_1_2_ecdhe));
}

}  // namespace
}  // namespace conformance::wire::tls
