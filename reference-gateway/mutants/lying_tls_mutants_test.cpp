// Each mutant, before OpenSSL's client and before hellos written here: it tells its lie where it
// fits and is the honest listener everywhere else.
#include <set>

#include "mutants/lying_tls_test_peer.h"

namespace gateway::mutants {
namespace {

using crypto::TestOffer;

TEST(LyingTlsMutants, HaveNamesOfTheirOwn)
{
    std::set<std::string> names;
    for (const Mutant& mutant : lying_tls_mutants()) {
        EXPECT_TRUE(names.insert(mutant.name).second) << mutant.name;
        EXPECT_EQ(mutant.area, "tls");
    }
}

TEST(LyingTlsMutants, AreHonestToAnOrdinaryClientUnlessTheyCannotBe)
{
    const std::set<std::string> never = {"refuses_tls_1_2", "selects_deflate",
                                         "sends_an_unrequested_extension",
                                         "sends_an_extension_twice",
                                         "omits_renegotiation_info",
                                         "renegotiates_as_of_old",
                                         "omits_its_certificate",
                                         "asks_with_a_bare_name",
                                         "sends_its_certificate_twice",
                                         "sends_records_of_tls_1_1",
                                         "changes_to_a_cipher_of_two"};
    for (const Mutant& mutant : lying_tls_mutants()) {
        if (mutant.name.starts_with("serves_")) continue;  // see ServeACertificateWithOneFlaw
        TlsTestClient client;
        const auto core = connection_to(mutant.name);
        EXPECT_EQ(completes(*core, client), !never.contains(mutant.name)) << mutant.name;
        if (!client.established()) continue;
        static_cast<void>(client.feed(core->on_octets(client.say("hello"), 2s).send));
        EXPECT_EQ(client.received, "hello") << mutant.name;
    }
}

TEST(LyingTlsMutants, AcceptOldVersionsWithAnAnswerInTheirForm)
{
    for (const auto& [name, version] :
         {std::pair{"accepts_ssl_3_0", ssl_3_0}, std::pair{"accepts_tls_1_0", tls_1_0},
          std::pair{"accepts_tls_1_1", tls_1_1}}) {
        const Answer answer = ask(name, {.version = version, .suites = {0xc013, 0x002f}});
        EXPECT_EQ(answer.version, version);
        EXPECT_EQ(answer.suite, 0xc013);
        EXPECT_EQ(answer.messages, with_key_exchange);
        EXPECT_EQ(ask(name, {.version = version, .suites = {0x002f}}).messages,
                  without_key_exchange);
    }
}

// The first flight stands the client's own checks, signature included: it goes on to its Finished.
TEST(LyingTlsMutants, ConvinceOpensslOfTls10)
{
    for (const auto& [name, version] : {std::pair{"accepts_tls_1_0", TLS1_VERSION},
                                        std::pair{"accepts_tls_1_1", TLS1_1_VERSION}}) {
        TlsTestClient client{{.lowest = version, .highest = version}};
        const auto core = connection_to(name);
        const StreamActions flight = core->on_octets(client.feed({}), 1s);
        EXPECT_FALSE(client.feed(flight.send).empty());
        EXPECT_EQ(SSL_get_state(client.get()), TLS_ST_CW_FINISHED)
            << SSL_state_string_long(client.get());
    }
}

TEST(LyingTlsMutants, AcceptTls13)
{
    TlsTestClient client{{.lowest = TLS1_3_VERSION, .highest = TLS1_3_VERSION}};
    EXPECT_TRUE(completes(*connection_to("accepts_tls_1_3"), client));
    TlsTestClient refused{{.lowest = TLS1_3_VERSION, .highest = TLS1_3_VERSION}};
    EXPECT_FALSE(completes(*connection_to("accepts_tls_1_0"), refused));
}

TEST(LyingTlsMutants, RefuseTls12)
{
    const Answer answer = ask("refuses_tls_1_2", {});
    EXPECT_EQ(answer.octets, fatal_alert(tls_1_2, alert::protocol_version));
    EXPECT_TRUE(answer.closed);
}

TEST(LyingTlsMutants, RefuseOneSuite)
{
    const Offer offer{.suites = {0xc028}};
    EXPECT_EQ(ask("refuses_ecdhe_rsa_aes_256_cbc", offer).octets,
              fatal_alert(tls_1_2, alert::handshake_failure));
    EXPECT_EQ(ask("refuses_ecdhe_rsa_aes_128_cbc", offer).suite, 0xc028);
}

TEST(LyingTlsMutants, AnswerOneSuiteWithAnother)
{
    EXPECT_EQ(ask("answers_ecdhe_rsa_aes_128_cbc_with_gcm", {.suites = {0xc027}}).suite, 0xc030);
    EXPECT_EQ(ask("answers_ecdhe_rsa_aes_128_cbc_with_gcm", {.suites = {0xc028}}).suite, 0xc028);
}

TEST(LyingTlsMutants, SelectOneSuiteMore)
{
    const std::vector<std::tuple<std::string, std::uint16_t, std::vector<std::uint8_t>>> expected =
        {{"accepts_ecdhe_rsa_aes_128_cbc_sha", 0xc013, with_key_exchange},
         {"accepts_rsa_aes_128_cbc_sha256", 0x003c, without_key_exchange},
         {"accepts_dhe_rsa_aes_256_gcm", 0x009f, with_key_exchange},
         {"selects_rsa_null_sha256", 0x003b, without_key_exchange},
         {"selects_rsa_rc4_128_sha", 0x0005, without_key_exchange},
         {"selects_ecdhe_rsa_aria_128_gcm", 0xc060, with_key_exchange},
         {"selects_an_anonymous_suite", 0xc018, {2, 12, 14}}};
    for (const auto& [name, suite, messages] : expected) {
        const Answer answer = ask(name, {.suites = {0x0a0a, 0x0004, suite, 0x00ff}});
        EXPECT_EQ(answer.suite, suite) << name;
        EXPECT_EQ(answer.messages, messages) << name;
        EXPECT_EQ(ask(name, {}).suite, 0xc030) << name;
        EXPECT_EQ(ask(name, {.suites = {0x0004}}).octets,
                  fatal_alert(tls_1_2, alert::handshake_failure))
            << name;
    }
}

TEST(LyingTlsMutants, SelectAnUnofferedSuite)
{
    const Answer answer = ask("selects_an_unoffered_suite", {});
    EXPECT_EQ(answer.suite, 0xc013);
    EXPECT_EQ(answer.messages, with_key_exchange);
    EXPECT_EQ(ask("selects_an_unoffered_suite", {.suites = {0xc027}}).suite, 0xc027);
}

TEST(LyingTlsMutants, SendExtensionsThatDoNotBelong)
{
    EXPECT_EQ(ask("sends_an_unrequested_extension", {}).extensions,
              (std::vector<std::uint16_t>{0xff01, 11, 16}));
    EXPECT_EQ(ask("sends_an_extension_twice", {}).extensions,
              (std::vector<std::uint16_t>{0xff01, 11, 0xff01}));
}

TEST(LyingTlsMutants, SelectDeflate)
{
    EXPECT_EQ(ask("selects_deflate", {.compressions = {1, 0}}).compression, 1);
    EXPECT_EQ(ask("selects_deflate", {}).compression, 1);
    EXPECT_EQ(ask("accepts_tls_1_0", {.compressions = {1, 0}}).compression, 0);
}

TEST(LyingTlsMutants, ChokeOnWhatTheyDoNotKnow)
{
    const Offer suites{.suites = {0x1a1a, 0xc030}};
    const Offer groups{.groups = {0x2a2a, 23}};
    const Offer extensions{.more = {{0xfafa, {}}}};
    EXPECT_EQ(ask("refuses_unknown_suites", suites).octets,
              fatal_alert(tls_1_2, alert::illegal_parameter));
    EXPECT_EQ(ask("refuses_unknown_suites", groups).suite, 0xc030);

    const Answer hung_up = ask("hangs_up_on_unknown_extensions", extensions);
    EXPECT_TRUE(hung_up.closed && hung_up.octets.empty());
    EXPECT_EQ(ask("hangs_up_on_unknown_extensions", suites).suite, 0xc030);

    const Answer silent = ask("silent_on_unknown_groups", groups);
    EXPECT_TRUE(!silent.closed && silent.octets.empty());
    EXPECT_EQ(ask("silent_on_unknown_groups", extensions).suite, 0xc030);
}

TEST(LyingTlsMutants, EndTheConnectionAfterTheLie)
{
    const auto core = connection_to("silent_on_unknown_groups");
    const StreamActions told = core->on_octets(records_of({.groups = {0x2a2a, 23}}), 1s);
    EXPECT_EQ(told.wake, tls::handshake_patience);
    EXPECT_FALSE(core->on_wake(5s).close);
    EXPECT_TRUE(core->on_wake(tls::handshake_patience).close);
}

}  // namespace
}  // namespace gateway::mutants
