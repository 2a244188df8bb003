#include "mutants/lying_tls_hello.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"
#include "policy/toml_file.h"

namespace gateway::mutants {
namespace {

// Small enough to be read by eye.
Octets body()
{
    Writer writer;
    writer.u16(tls_1_2);
    writer.zeros(32);
    writer.u8(1);
    writer.u8(0x77);
    writer.u16(6);
    writer.u16(0x1301);
    writer.u16(0xc02f);
    writer.u16(0x00ff);
    writer.u8(1);
    writer.u8(0);
    writer.u16(11);
    writer.u16(extension::supported_versions);
    writer.u16(7);
    writer.u8(6);
    writer.u16(0x7a7a);
    writer.u16(tls_1_3);
    writer.u16(tls_1_2);
    return writer.take();
}

TEST(ClientHello, IsReadWhole)
{
    const auto hello = parse_client_hello(body());
    ASSERT_TRUE(hello.has_value());
    EXPECT_EQ(hello->version, tls_1_2);
    EXPECT_EQ(hello->session_id, Octets{0x77});
    EXPECT_EQ(hello->suites, (std::vector<std::uint16_t>{0x1301, 0xc02f, 0x00ff}));
    EXPECT_EQ(hello->versions(), (std::vector<std::uint16_t>{0x7a7a, tls_1_3, tls_1_2}));
    EXPECT_EQ(hello->highest_version(), tls_1_3);
    EXPECT_TRUE(hello->asks_for_secure_renegotiation());
}

TEST(ClientHello, WithoutExtensionsOffersItsOwnVersion)
{
    Octets short_body = body();
    short_body.resize(short_body.size() - 13);
    const auto hello = parse_client_hello(short_body);
    ASSERT_TRUE(hello.has_value());
    EXPECT_EQ(hello->highest_version(), tls_1_2);
}

TEST(ClientHello, CutAnywhereIsNone)
{
    const Octets whole = body();
    const std::size_t without_extensions = whole.size() - 13;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_EQ(parse_client_hello(View{whole}.first(size)).has_value(),
                  size == without_extensions)
            << size;
    }
    Octets longer = whole;
    longer.push_back(0);
    EXPECT_FALSE(parse_client_hello(longer).has_value());
}

Octets octets_of(const std::string& hex)
{
    Octets octets;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        octets.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    }
    return octets;
}

// What openssl s_client said to nginx, and what tshark says about it.
TEST(HelloReader, ReadsTheCapturedHellosAsTsharkDoes)
{
    for (const std::string conversation :
         {"nginx-tls-1.0-refused", "nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384", "nginx-tls-1.3"}) {
        const policy::TomlFile file{SALLYPORT_SOURCE "/pcaps/" + conversation + "/expect.toml"};
        policy::TomlTable expected = file.top().table("client_hello");
        HelloReader reader;
        const Octets stream = octets_of(file.top().table("client_stream").text("octets").value);
        ASSERT_EQ(reader.feed(stream), HelloReading::complete) << conversation;

        const ClientHello& hello = reader.hello();
        const auto numbers = [&](const char* key) { return expected.numbers(key, 0, 0xffff); };
        EXPECT_EQ(hello.version, expected.number("hello_version", 0, 0xffff));
        EXPECT_EQ(to_hex(hello.random), expected.text("random").value);
        EXPECT_TRUE(std::ranges::equal(hello.suites, numbers("suites")));
        EXPECT_TRUE(std::ranges::equal(hello.extensions, numbers("extensions"), {},
                                       [](const Extension& e) { return std::int64_t{e.type}; }));
        const auto versions = numbers("supported_versions");
        if (versions.empty()) {
            EXPECT_EQ(hello.highest_version(), hello.version);
        } else {
            EXPECT_TRUE(std::ranges::equal(hello.versions(), versions));
        }
    }
}

TEST(HelloReader, GathersAHelloFromRecordsOfOneOctet)
{
    const Octets message = handshake_message(1, body());
    HelloReader reader;
    for (std::size_t i = 0; i < message.size(); ++i) {
        const HelloReading reading =
            reader.feed(handshake_records(tls_1_0, View{message}.subspan(i, 1)));
        EXPECT_EQ(reading,
                  i + 1 == message.size() ? HelloReading::complete : HelloReading::unfinished);
    }
    EXPECT_EQ(reader.hello().suites.size(), 3U);
}

TEST(HelloReader, GivesUpOnWhatCannotBecomeAHello)
{
    EXPECT_EQ(HelloReader{}.feed(as_octets("GET / HTTP/1.1")), HelloReading::not_a_hello);
    EXPECT_EQ(HelloReader{}.feed(handshake_records(tls_1_0, handshake_message(2, body()))),
              HelloReading::not_a_hello);
    const Octets endless = {1, 0xff, 0xff, 0xff};
    EXPECT_EQ(HelloReader{}.feed(handshake_records(tls_1_0, endless)), HelloReading::not_a_hello);
}

TEST(Grease, IsToldFromRealValues)
{
    EXPECT_TRUE(is_grease(0x0a0a) && is_grease(0xfafa));
    EXPECT_FALSE(is_grease(0x0a1a) || is_grease(0xc02f) || is_grease(0x0a0b));
    EXPECT_FALSE(names_a_suite(0x00ff) || names_a_suite(0x5600) || names_a_suite(0x1a1a));
}

}  // namespace
}  // namespace gateway::mutants
