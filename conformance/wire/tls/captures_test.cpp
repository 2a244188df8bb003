// What nginx and OpenSSL said to each other reads as tshark reads it, and encodes to the same
// octets again.
#include <gtest/gtest.h>

#include <algorithm>

#include "wire/tls/captured.h"

namespace conformance::wire::tls {
namespace {

using namespace captured;
using catalog::TomlFile;
using catalog::TomlTable;

template <class Hello>
const Hello& hello_in(const std::vector<Handshake>& messages)
{
    return std::get<Hello>(messages.at(0).body);
}

template <class Hello>
std::vector<std::int64_t> extension_types(const Hello& hello)
{
    std::vector<std::int64_t> types;
    types.reserve(hello.extensions.list.size());
    for (const auto& one : hello.extensions.list) {
        types.push_back(one.type);
    }
    return types;
}

class Conversation : public testing::TestWithParam<std::string> {
protected:
    TomlFile file_{folder(GetParam()) / "expect.toml"};
    TomlTable root_ = file_.root();
    Octets client_ = octets_of(root_.table("client_stream"), "octets");
    Octets server_ = octets_of(root_.table("server_stream"), "octets");
};

TEST_P(Conversation, encodes_to_the_octets_it_was_decoded_from)
{
    for (const auto& stream : {client_, server_}) {
        View rest{stream};
        Octets again, fragments, messages;
        while (beginning(rest) == Beginning::record) {
            const auto record = take_record(rest);
            append(again, encode(record));
            if (record.is(ContentType::handshake)) {
                append(fragments, record.fragment);
            }
        }
        EXPECT_EQ(again, stream);
        for (const auto& message : messages_of(stream)) {
            append(messages, encode(message));
        }
        fragments.resize(messages.size());  // what follows is encrypted
        EXPECT_EQ(messages, fragments);
        EXPECT_FALSE(messages.empty() && stream == client_);
    }
}

TEST_P(Conversation, has_the_client_hello_tshark_sees)
{
    auto expected = root_.table("client_hello");
    const auto messages = messages_of(client_);
    const auto& hello = hello_in<ClientHello>(messages);
    EXPECT_EQ(hello.version, expected.integer("hello_version", 0, 65'535));
    EXPECT_EQ(hex(hello.random), expected.string("random"));
    EXPECT_EQ(std::vector<std::int64_t>(hello.suites.begin(), hello.suites.end()),
              expected.integers("suites", 0, 65'535));
    EXPECT_EQ(extension_types(hello), expected.integers("extensions", 0, 65'535));
    EXPECT_EQ(name_in(*hello.extensions.find(ExtensionType::server_name)), "gw.example.test");
    const auto* versions = hello.extensions.find(ExtensionType::supported_versions);
    const auto offered = versions ? numbers_in(*versions, true) : std::vector<std::uint16_t>{};
    EXPECT_EQ(std::vector<std::int64_t>(offered.begin(), offered.end()),
              expected.integers("supported_versions", 0, 65'535));
}

TEST_P(Conversation, has_the_server_hello_tshark_sees)
{
    auto expected = root_.optional_table("server_hello");
    if (!expected) {
        const auto pieces = pieces_of(server_);
        ASSERT_EQ(pieces.size(), 1u);
        EXPECT_EQ(std::get<Alert>(pieces[0].content), (Alert{alert_fatal, 70}));
        return;
    }
    const auto messages = messages_of(server_);
    const auto& hello = hello_in<ServerHello>(messages);
    EXPECT_EQ(hello.version, expected->integer("hello_version", 0, 65'535));
    EXPECT_EQ(hex(hello.random), expected->string("random"));
    EXPECT_EQ(std::vector<std::int64_t>{hello.suite}, expected->integers("suites", 0, 65'535));
    // In TLS 1.3 tshark, which has the keys, counts those of EncryptedExtensions too.
    auto types = expected->integers("extensions", 0, 65'535);
    types.resize(std::min(types.size(), hello.extensions.list.size()));
    EXPECT_EQ(extension_types(hello), types);
    EXPECT_EQ(hello.is_hello_retry_request(), GetParam().contains("retry"));
}

INSTANTIATE_TEST_SUITE_P(
    nginx, Conversation,
    testing::Values("nginx-tls-1.0-refused", "nginx-tls-1.0-rsa-aes128-cbc-sha",
                    "nginx-tls-1.2-dhe-rsa-aes256-cbc-sha256",
                    "nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384", "nginx-tls-1.3",
                    "nginx-tls-1.3-retry-client-certificate"),
    [](const auto& one) {
        auto name = one.param;
        std::ranges::replace_if(
            name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
        return name;
    });

TEST(A_tls_1_2_handshake, shows_certificates_curve_and_end)
{
    const TomlFile file{folder("nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384") / "expect.toml"};
    auto root = file.root();
    const auto messages = messages_of(octets_of(root.table("server_stream"), "octets"));
    ASSERT_EQ(messages.size(), 4u);
    std::vector<std::string> certificates;
    for (const auto& one : std::get<Certificate>(messages[1].body).certificates) {
        certificates.push_back(hex(one));
    }
    EXPECT_EQ(certificates, root.strings("certificates"));
    EXPECT_EQ(std::get<ServerKeyExchange>(messages[2].body).named_curve(), x25519);
    EXPECT_TRUE(std::holds_alternative<ServerHelloDone>(messages[3].body));
    EXPECT_EQ(hello_in<ServerHello>(messages).selected_version(), tls_1_2);
}

TEST(A_tls_1_3_handshake, is_told_from_tls_1_2_by_supported_versions)
{
    const auto messages = messages_of(streams("nginx-tls-1.3").server);
    EXPECT_EQ(hello_in<ServerHello>(messages).version, tls_1_2);
    EXPECT_EQ(hello_in<ServerHello>(messages).selected_version(), tls_1_3);
}

TEST(A_stream, reads_the_same_octet_by_octet)
{
    const auto stream = streams("nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384").server;
    Assembler slow;
    std::vector<Piece> pieces;
    for (const auto octet : stream) {
        slow.feed(View{&octet, 1});
        while (auto piece = slow.next()) {
            pieces.push_back(std::move(*piece));
        }
    }
    const auto whole = pieces_of(stream);
    ASSERT_EQ(pieces.size(), whole.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        EXPECT_EQ(pieces[i].content, whole[i].content);
    }
}

}  // namespace
}  // namespace conformance::wire::tls
