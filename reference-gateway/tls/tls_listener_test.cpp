#include "tls/tls_listener.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tls/tls_test_wire.h"

namespace gateway::tls {
namespace {

TEST(TlsListener, PrefersInItsOwnOrder)
{
    TlsSettings settings = settings_of_2024();
    for (int turn = 0; turn < 2; ++turn) {
        TlsTestClient client;
        Wire wire{settings};
        wire.shake_hands(client);
        EXPECT_EQ(client.suite(), settings.suites_1_2.front());
        std::ranges::reverse(settings.suites_1_2);
    }
}

TEST(TlsListener, RefusesWhatIsBelowItsFloorWithProtocolVersion)
{
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
        TlsTestClient client{{.lowest = version, .highest = version}};
        Wire wire{settings_of_2024()};
        wire.shake_hands(client);
        EXPECT_EQ(client.alert_received, SSL_AD_PROTOCOL_VERSION);
        EXPECT_TRUE(wire.closed);
        EXPECT_EQ(
            wire.events.back(),
            "tls peer=192.0.2.1:4000 outcome=refused alert=70 reason=\"unsupported protocol\"");
    }
}

TEST(TlsListener, SpeaksTls13OnlyUnderItsCeiling)
{
    TlsSettings settings = settings_of_2024();
    TlsTestClient only_1_3{{.lowest = TLS1_3_VERSION, .highest = TLS1_3_VERSION}};
    Wire refusing{settings};
    refusing.shake_hands(only_1_3);
    EXPECT_EQ(only_1_3.alert_received, SSL_AD_PROTOCOL_VERSION);

    settings.ceiling = TlsVersion::tls_1_3;
    TlsTestClient again{{.lowest = TLS1_2_VERSION, .highest = TLS1_3_VERSION}};
    Wire accepting{settings};
    accepting.shake_hands(again);
    accepting.converse(again, again.say("hello"));
    EXPECT_EQ(again.received, "hello");
    EXPECT_EQ(accepting.events.front(),
              "tls peer=192.0.2.1:4000 outcome=established version=\"TLS 1.3\" "
              "suite=TLS_AES_256_GCM_SHA384 group=X25519");
}

TEST(TlsListener, TellsVersionAndSuiteOfTls12)
{
    TlsTestClient client;
    Wire wire{settings_of_2024()};
    wire.shake_hands(client);
    ASSERT_EQ(wire.events.size(), 1U);
    EXPECT_TRUE(
        wire.events[0].starts_with("tls peer=192.0.2.1:4000 outcome=established "
                                   "version=\"TLS 1.2\" "
                                   "suite=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"))
        << wire.events[0];
}

TEST(TlsListener, AgreesOnExtendedMasterSecretAndSecureRenegotiation)
{
    TlsTestClient client;
    Wire wire{settings_of_2024()};
    wire.shake_hands(client);
    EXPECT_EQ(SSL_get_extms_support(client.get()), 1);
    EXPECT_EQ(SSL_get_secure_renegotiation_support(client.get()), 1);
    EXPECT_EQ(SSL_get_current_compression(client.get()), nullptr);
}

TEST(TlsListener, NeverSignsWithSha1)
{
    TlsSettings settings = settings_of_2024();
    for (const int level : {2, 0}) {
        settings.security_level = level;
        TlsTestClient alone;
        SSL_set1_sigalgs_list(alone.get(), "RSA+SHA1");
        Wire refusing{settings};
        refusing.shake_hands(alone);
        EXPECT_EQ(alone.alert_received, SSL_AD_HANDSHAKE_FAILURE);

        TlsTestClient rather;
        SSL_set1_sigalgs_list(rather.get(), "RSA+SHA1:RSA+SHA256");
        Wire accepting{settings};
        accepting.shake_hands(rather);
        int digest = NID_undef;
        ASSERT_EQ(SSL_get_peer_signature_nid(rather.get(), &digest), 1);
        EXPECT_EQ(digest, NID_sha256);
    }
}

TEST(TlsListener, DoesNotRenegotiateForTheClient)
{
    TlsTestClient client;
    Wire wire{settings_of_2024()};
    wire.shake_hands(client);
    wire.converse(client, client.renegotiate());
    EXPECT_EQ(client.alert_received, SSL_AD_NO_RENEGOTIATION);
}

TEST(TlsListener, IsIndifferentToWhereTheStreamIsCut)
{
    TlsTestClient client;
    Wire wire{settings_of_2024()};
    Octets from_client = client.feed({});
    while (!from_client.empty()) {
        Octets answer;
        for (const std::uint8_t octet : from_client) {
            const StreamActions actions = wire.core->on_octets({&octet, 1}, 1s);
            answer = joined({answer, actions.send});
        }
        from_client = client.feed(answer);
    }
    wire.converse(client, client.say("hello"));
    EXPECT_EQ(client.received, "hello");
}

TEST(TlsListener, AnswersCloseNotifyAndDropsWhatWasPending)
{
    TlsTestClient client;
    Wire wire{settings_of_2024()};
    wire.shake_hands(client);
    wire.converse(client, client.close());
    EXPECT_TRUE(client.heard_close_notify());
    EXPECT_EQ(client.received, "");
    EXPECT_TRUE(wire.closed);
    EXPECT_EQ(wire.echo.ended, 1);
    EXPECT_EQ(wire.events.back(), "echo-ended");
}

TEST(TlsListener, SaysCloseNotifyWhenTheInnerCoreEnds)
{
    TlsTestClient client;
    Wire wire{settings_of_2024()};
    wire.shake_hands(client);
    wire.converse(client, client.say("bye"));
    EXPECT_EQ(client.received, "bye");
    EXPECT_TRUE(client.heard_close_notify());
    EXPECT_TRUE(wire.closed);
}

TEST(TlsListener, GivesUpOnAHandshakeThatTakesTooLong)
{
    Wire wire{settings_of_2024()};
    ASSERT_EQ(wire.wake, handshake_patience);
    wire.take(wire.core->on_wake(handshake_patience - 1ns));
    EXPECT_FALSE(wire.closed);
    EXPECT_EQ(wire.wake, handshake_patience);
    wire.take(wire.core->on_wake(handshake_patience));
    EXPECT_TRUE(wire.closed);
    EXPECT_EQ(wire.events.back(), "tls peer=192.0.2.1:4000 outcome=timed-out");
}

TEST(TlsListener, WakesTheInnerCoreAfterTheHandshake)
{
    TlsTestClient client;
    Wire wire{settings_of_2024()};
    wire.shake_hands(client);
    EXPECT_EQ(wire.wake, Instant{6s});
    const StreamActions actions = wire.core->on_wake(6s);
    static_cast<void>(client.feed(actions.send));
    EXPECT_EQ(client.received, "woken");
    EXPECT_FALSE(actions.wake.has_value());
}

TEST(TlsListener, EndsQuietlyWhenThePeerLeaves)
{
    Wire early{settings_of_2024()};
    early.take(early.core->on_end(1s));
    EXPECT_TRUE(early.closed);
    EXPECT_EQ(early.events.back(), "tls peer=192.0.2.1:4000 outcome=abandoned");
    EXPECT_EQ(early.echo.made, 0);

    TlsTestClient client;
    Wire late{settings_of_2024()};
    late.shake_hands(client);
    late.take(late.core->on_end(1s));
    EXPECT_TRUE(late.closed);
    EXPECT_EQ(late.echo.ended, 1);
}

TEST(TlsListener, SurvivesWhatIsNotTls)
{
    for (const std::string_view noise : {"GET / HTTP/1.1\r\n\r\n", "\x16\x03\x01\xff\xff",
                                         "\x16\x03\x01\x00\x00\x15\x03\x03\x00\x02\x02\x28"}) {
        Wire wire{settings_of_2024()};
        wire.take(wire.core->on_octets(as_octets(noise), 1s));
        EXPECT_TRUE(wire.closed || wire.wake.has_value());
        wire.take(wire.core->on_octets(as_octets(noise), 1s));
        wire.take(wire.core->on_end(2s));
        EXPECT_TRUE(wire.closed);
        EXPECT_EQ(wire.echo.made, 0);
    }
}

TEST(TlsListener, EndsTheSessionWhenARecordIsForged)
{
    TlsTestClient client;
    Wire wire{settings_of_2024()};
    wire.shake_hands(client);
    Octets record = client.say("hello");
    record.back() ^= 1U;
    wire.converse(client, record);
    EXPECT_EQ(client.alert_received, SSL_AD_BAD_RECORD_MAC);
    EXPECT_TRUE(wire.closed);
    const std::string& told = wire.events.at(wire.events.size() - 2);
    EXPECT_TRUE(told.starts_with("tls peer=192.0.2.1:4000 outcome=broken alert=20 reason="))
        << told;
    EXPECT_EQ(wire.echo.ended, 1);
}

TEST(TlsListener, TellsWhoRefused)
{
    const Octets alert = {21, 3, 3, 0, 2, 2, 48};  // unknown_ca
    TlsTestClient client;
    Wire wire{settings_of_2024()};
    wire.take(wire.core->on_octets(client.feed({}), 1s));
    wire.take(wire.core->on_octets(alert, 1s));
    EXPECT_TRUE(wire.closed);
    EXPECT_TRUE(wire.events.back().starts_with(
        "tls peer=192.0.2.1:4000 outcome=refused-by-peer alert=48 reason="))
        << wire.events.back();
}

std::string complaint(const TlsSettings& settings)
{
    const auto factory = tls_listener(settings, nullptr);
    return factory ? "" : factory.error();
}

TEST(TlsListener, RefusesSettingsThatItCannotFulfil)
{
    TlsSettings settings = settings_of_2024();
    settings.suites_1_2.emplace_back("TLS_SO_SECRET");
    EXPECT_EQ(complaint(settings), "TLS suite TLS_SO_SECRET is not available");
    settings.suites_1_2 = {"TLS_RSA_WITH_NULL_SHA256"};
    EXPECT_EQ(complaint(settings),
              "TLS suite TLS_RSA_WITH_NULL_SHA256 cannot be used with these settings");
    settings.suites_1_2 = {};
    EXPECT_EQ(complaint(settings), "TLS 1.2 without any suite");

    settings = settings_of_2024();
    settings.floor = TlsVersion::tls_1_3;
    EXPECT_EQ(complaint(settings), "the lowest TLS version lies above the highest");
    settings = settings_of_2024();
    settings.identity.key_pem = identity_of(crypto::KeyType::rsa_2048).key_pem;
    EXPECT_EQ(complaint(settings), "the private key: key values mismatch");
    settings.identity = identity_of(crypto::KeyType::rsa_1024);
    EXPECT_EQ(complaint(settings), "the certificate: ee key too small");
}

}  // namespace
}  // namespace gateway::tls
