// The keys that s_client wrote down open what it and nginx said to each other; what was encrypted
// reads, encodes to the same octets again, and proves what it must.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "crypto/digest.h"
#include "crypto/seeded_random.h"
#include "crypto/tls_protection.h"
#include "peers/tls/pretend_server.h"
#include "peers/tls/session.h"
#include "wire/tls/captured.h"

namespace conformance::peers::tls {
namespace {

using namespace wire::tls;
using namespace captured;
using Direction = crypto::TlsLayer::Direction;
using Sender = crypto::TlsSecrets::Sender;

const auto rsa = "nginx-tls-1.0-rsa-aes128-cbc-sha";
const auto dhe = "nginx-tls-1.2-dhe-rsa-aes256-cbc-sha256";
const auto ecdhe = "nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384";
const auto latest = "nginx-tls-1.3";
const auto retry = "nginx-tls-1.3-retry-client-certificate";

std::map<std::string, Octets> secrets_of(const std::string& conversation)
{
    std::ifstream file{folder(conversation) / "keys.log"};
    std::map<std::string, Octets> secrets;
    for (std::string line; std::getline(file, line);) {
        std::istringstream words{line};
        std::string label, of, secret;
        words >> label >> of >> secret;
        secrets[label] = from_hex(secret).value_or(Octets{});
    }
    return secrets;
}

// One stream, cut at ChangeCipherSpec: handshake octets in the clear, then protected records.
struct Side {
    Octets clear;
    std::vector<Record> sealed;

    explicit Side(View stream)
    {
        bool changed = false;
        while (beginning(stream) == Beginning::record) {
            const auto record = take_record(stream);
            if (record.is(ContentType::change_cipher_spec)) {
                changed = true;
            } else if (record.is(ContentType::handshake) && (!changed || is_hello(record))) {
                append(clear, record.fragment);
            } else {
                sealed.push_back(record);
            }
        }
    }
    // In TLS 1.3 a hello may follow ChangeCipherSpec, when it is the second.
    static bool is_hello(const Record& record)
    {
        return record.fragment[0] <= 2 && record.fragment[1] == 0 && record.fragment[2] <= 2;
    }
};

struct Overheard {
    Session session;
    Side client, server;
    std::map<std::string, Octets> secrets;
    std::unique_ptr<Random> random = crypto::seeded_random(Octets(32), "overheard");

    explicit Overheard(const std::string& name)
        : client{streams(name).client}, server{streams(name).server}, secrets{secrets_of(name)}
    {
        std::vector<std::string> complaints;
        for (const auto& one : messages_of(streams(name).client)) {
            if (const auto* hello = std::get_if<ClientHello>(&one.body)) {
                session.client_hello = *hello;
            }
        }
        for (const auto& one : messages_of(streams(name).server)) {
            if (const auto* hello = std::get_if<ServerHello>(&one.body)) {
                session.server_hello = *hello;
            } else if (const auto* chain = std::get_if<Certificate>(&one.body)) {
                session.certificates = chain->certificates;
            }
        }
        session.version = session.server_hello.selected_version();
        session.suite =
            drivable(session.server_hello.suite, pretend::registered()).value_or(Suite{});
        session.encrypt_then_mac =
            session.server_hello.extensions.find(ExtensionType::encrypt_then_mac) != nullptr;
    }

    [[nodiscard]] std::unique_ptr<crypto::TlsProtection> opener(crypto::TlsKeys keys) const
    {
        return crypto::tls_protection(
            {session.suite.cipher, session.version, session.encrypt_then_mac, Direction::opening},
            std::move(keys), *random);
    }

    // Up to TLS 1.2.
    [[nodiscard]] std::vector<crypto::TlsText> opened(bool by_client) const
    {
        const crypto::TlsLayer layer{session.suite.cipher, session.version, false,
                                     Direction::opening};
        const auto size = crypto::key_lengths(layer);
        const auto block = session.secrets().key_block(
            secrets.at("CLIENT_RANDOM"), session.client_random(), session.server_random(),
            2 * (size.mac + size.key + size.iv));
        const auto part = [&](std::size_t offset, std::size_t length) {
            const auto own = View{block}.subspan(offset + (by_client ? 0 : length), length);
            return Octets{own.begin(), own.end()};
        };
        return opened(opener({part(0, size.mac), part(2 * size.mac, size.key),
                              part(2 * (size.mac + size.key), size.iv)}),
                      by_client ? client.sealed : server.sealed);
    }

    // Of TLS 1.3: records from the front that this secret opens.
    [[nodiscard]] Octets opened(const std::string& label, std::vector<Record>& sealed) const
    {
        const auto schedule = session.schedule();
        const auto& secret = secrets.at(label);
        const auto protection =
            opener({{},
                    schedule.expanded(secret, "key", {}, session.suite.cipher.key),
                    schedule.expanded(secret, "iv", {}, 12)});
        Octets messages;
        while (!sealed.empty()) {
            const auto text = protection->open({sealed.front().type, sealed.front().fragment});
            if (!text) {
                break;
            }
            if (text->type == static_cast<std::uint8_t>(ContentType::handshake)) {
                append(messages, text->octets);
            }
            sealed.erase(sealed.begin());
        }
        return messages;
    }

    static std::vector<crypto::TlsText> opened(
        const std::unique_ptr<crypto::TlsProtection>& protection, const std::vector<Record>& sealed)
    {
        std::vector<crypto::TlsText> texts;
        for (const auto& record : sealed) {
            const auto text = protection->open({record.type, record.fragment});
            EXPECT_TRUE(text);
            texts.push_back(text.value_or(crypto::TlsText{}));
        }
        return texts;
    }
};

class Older : public testing::TestWithParam<const char*> {};

TEST_P(Older, conversations_open_and_their_finished_fit)
{
    const Overheard overheard{GetParam()};
    const auto secrets = overheard.session.secrets();
    const auto& master = overheard.secrets.at("CLIENT_RANDOM");
    const auto said = overheard.opened(true), answered = overheard.opened(false);
    ASSERT_EQ(said.size(), 2u);
    ASSERT_GE(answered.size(), 1u);

    // ClientHello, the server's flight up to ServerHelloDone, the client's; a ticket comes later.
    const auto hello = static_cast<std::ptrdiff_t>(
        handshake_header_octets + static_cast<std::size_t>(overheard.client.clear[3]) +
        256u * overheard.client.clear[2]);
    Octets transcript{overheard.client.clear.begin(), overheard.client.clear.begin() + hello};
    Octets ticket;
    for (const auto& one : messages_of(streams(GetParam()).server)) {
        append(one.type == static_cast<std::uint8_t>(HandshakeType::new_session_ticket)
                   ? ticket
                   : transcript,
               encode(one));
    }
    transcript.insert(transcript.end(), overheard.client.clear.begin() + hello,
                      overheard.client.clear.end());

    const auto finished = View{said[0].octets}.subspan(handshake_header_octets);
    EXPECT_EQ(hex(secrets.verify_data(master, Sender::client, transcript)), hex(finished));
    EXPECT_EQ(said[1].octets, (Octets{alert_warning, 0}));
    append(transcript, said[0].octets);
    append(transcript, ticket);
    EXPECT_EQ(hex(secrets.verify_data(master, Sender::server, transcript)),
              hex(View{answered[0].octets}.subspan(handshake_header_octets)));
}

INSTANTIATE_TEST_SUITE_P(nginx, Older, testing::Values(rsa, dhe, ecdhe));

TEST(An_extended_master_secret, follows_from_the_premaster_secret)
{
    const Overheard overheard{rsa};
    Octets transcript;
    const auto said = messages_of(streams(rsa).client);
    append(transcript, encode(said.at(0)));
    append(transcript, overheard.server.clear);
    append(transcript, encode(said.at(1)));
    EXPECT_EQ(hex(overheard.session.secrets().extended_master_secret(overheard.secrets.at("RSA"),
                                                                     transcript)),
              hex(overheard.secrets.at("CLIENT_RANDOM")));
}

TEST(A_signed_key, is_vouched_for_by_the_certificate)
{
    for (const auto* name : {dhe, ecdhe}) {
        const Overheard overheard{name};
        const auto& session = overheard.session;
        for (const auto& one : messages_of(streams(name).server)) {
            const auto* exchange = std::get_if<ServerKeyExchange>(&one.body);
            if (exchange == nullptr) {
                continue;
            }
            const auto parameters = read<ServerParameters>(exchange->parameters, session.dialect());
            ASSERT_TRUE(parameters);
            auto message = session.client_random();
            append(message, session.server_random());
            append(message, unsigned_part(*parameters, session.dialect()));
            const auto& [scheme, octets, length] = parameters->signature;
            const auto& leaf = session.certificates.at(0);
            EXPECT_EQ(crypto::check_signature(leaf, scheme, message, octets),
                      crypto::SignatureCheck::good);
            message.back() ^= 1;
            EXPECT_EQ(crypto::check_signature(leaf, scheme, message, octets),
                      crypto::SignatureCheck::bad);
        }
    }
}

// Messages of a decrypted flight, each of which must encode to itself.
std::vector<Handshake> cut(View octets)
{
    std::vector<Handshake> messages;
    while (octets.size() >= handshake_header_octets) {
        const auto size = handshake_header_octets + 256u * octets[2] + octets[3];
        std::vector<std::string> unheard;
        messages.push_back({octets[0],
                            Opaque{{octets.begin() + handshake_header_octets,
                                    octets.begin() + static_cast<std::ptrdiff_t>(size)}},
                            {}});
        octets = octets.subspan(size);
    }
    EXPECT_TRUE(octets.empty());
    return messages;
}

template <class Message>
Message read_in(const Handshake& message, const Dialect& dialect)
{
    const auto& body = std::get<Opaque>(message.body).data;
    const auto found = read<Message>(body, dialect);
    EXPECT_TRUE(found);
    EXPECT_EQ(encode(found.value_or(Message{}), dialect), body);
    return found.value_or(Message{});
}

TEST(A_conversation_of_tls_1_3, opens_and_its_finished_fit)
{
    Overheard overheard{retry};
    const auto& session = overheard.session;
    const auto dialect = session.dialect();
    const auto schedule = session.schedule();
    const auto flight =
        overheard.opened("SERVER_HANDSHAKE_TRAFFIC_SECRET", overheard.server.sealed);
    const auto answer =
        overheard.opened("CLIENT_HANDSHAKE_TRAFFIC_SECRET", overheard.client.sealed);
    const auto later = overheard.opened("SERVER_TRAFFIC_SECRET_0", overheard.server.sealed);
    (void)overheard.opened("CLIENT_TRAFFIC_SECRET_0", overheard.client.sealed);
    EXPECT_TRUE(overheard.server.sealed.empty() && overheard.client.sealed.empty());

    // The first ClientHello is remembered by its hash.
    const auto hellos = messages_of(streams(retry).client);
    const auto greetings = messages_of(streams(retry).server);
    const auto hash = crypto::digest(schedule.hash(), encode(hellos.at(0)));
    Octets transcript{254, 0, 0, 32};
    append(transcript, hash);
    append(transcript, encode(greetings.at(0)));
    append(transcript, encode(hellos.at(1)));
    append(transcript, encode(greetings.at(1)));

    const auto messages = cut(flight);
    ASSERT_EQ(messages.size(), 5u);
    (void)read_in<EncryptedExtensions>(messages[0], dialect);
    const auto request = read_in<RequestWithExtensions>(messages[1], dialect);
    EXPECT_NE(request.extensions.find(ExtensionType::signature_algorithms), nullptr);
    const auto chain = read_in<CertificateEntries>(messages[2], dialect).certificates();
    EXPECT_EQ(chain.size(), 2u);
    EXPECT_EQ(read_in<CertificateVerify>(messages[3], dialect).signature.scheme, 0x0804);
    for (const auto i : {0u, 1u, 2u, 3u}) {
        append(transcript, encode(messages[i]));
    }
    EXPECT_EQ(
        read_in<Finished>(messages[4], dialect).verify_data,
        schedule.verify_data(overheard.secrets.at("SERVER_HANDSHAKE_TRAFFIC_SECRET"), transcript));
    append(transcript, encode(messages[4]));

    const auto answers = cut(answer);
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(read_in<CertificateEntries>(answers[0], dialect).entries.size(), 1u);
    append(transcript, encode(answers[0]));
    append(transcript, encode(answers[1]));
    EXPECT_EQ(
        read_in<Finished>(answers[2], dialect).verify_data,
        schedule.verify_data(overheard.secrets.at("CLIENT_HANDSHAKE_TRAFFIC_SECRET"), transcript));

    const auto tickets = cut(later);
    ASSERT_EQ(tickets.size(), 2u);
    EXPECT_NE(read_in<NewSessionTicket>(tickets[0], dialect).nonce,
              read_in<NewSessionTicket>(tickets[1], dialect).nonce);
}

TEST(Another_cipher_of_tls_1_3, opens_too)
{
    Overheard overheard{latest};
    EXPECT_EQ(overheard.session.suite.cipher.name, "AES-256/GCM");
    const auto flight =
        overheard.opened("SERVER_HANDSHAKE_TRAFFIC_SECRET", overheard.server.sealed);
    EXPECT_EQ(cut(flight).size(), 4u);
    EXPECT_EQ(cut(overheard.opened("SERVER_TRAFFIC_SECRET_0", overheard.server.sealed)).size(), 2u);
    EXPECT_TRUE(overheard.server.sealed.empty());
}

}  // namespace
}  // namespace conformance::peers::tls
