// The TLS 1.3 half of the lying server before OpenSSL's client, which judges every message of it.
#include "mutants/lying_tls_1_3.h"

#include "mutants/lying_tls_1_3_mutants.h"
#include "mutants/lying_tls_test_peer.h"

namespace gateway::mutants::lying_tls_1_3 {
namespace {

crypto::TestOffer tls_1_3_alone()
{
    return {.lowest = TLS1_3_VERSION, .highest = TLS1_3_VERSION};
}

std::unique_ptr<StreamCore> honest_connection(const Manners& manners = {})
{
    const auto factory = serving_by_hand(manners)(
        settings(), [](const Peer&) { return std::make_unique<Silent>(); });
    auto core = (*factory)({"192.0.2.1", 4000});
    static_cast<void>(core->start(0s));
    return core;
}

void expect_an_echo(StreamCore& core, TlsTestClient& client)
{
    ASSERT_TRUE(completes(core, client));
    EXPECT_EQ(client.suite(), "TLS_AES_128_GCM_SHA256");
    static_cast<void>(client.feed(core.on_octets(client.say("hello"), 2s).send));
    EXPECT_EQ(client.received, "hello");
}

TEST(LyingTls13, SpeaksTls13ToTheEnd)
{
    TlsTestClient client{tls_1_3_alone()};
    SSL_set1_groups_list(client.get(), "P-256");
    expect_an_echo(*honest_connection(), client);
}

TEST(LyingTls13, AsksForAShareOfItsGroup)
{
    TlsTestClient client{tls_1_3_alone()};
    SSL_set1_groups_list(client.get(), "X25519:P-256");
    expect_an_echo(*honest_connection(), client);
}

TEST(LyingTls13, AnswersAKeyUpdate)
{
    TlsTestClient client{tls_1_3_alone()};
    const auto core = honest_connection();
    ASSERT_TRUE(completes(*core, client));
    ASSERT_EQ(SSL_key_update(client.get(), SSL_KEY_UPDATE_REQUESTED), 1);
    for (const char* words : {"one", "two"}) {
        client.received.clear();
        static_cast<void>(client.feed(core->on_octets(client.say(words), 2s).send));
        EXPECT_EQ(client.received, words);
    }
}

TEST(LyingTls13, EveryMutantIsHonestToAnOrdinaryClientOfTls13)
{
    for (const Mutant& mutant : mutants()) {
        TlsTestClient client{tls_1_3_alone()};
        SSL_set1_groups_list(client.get(), "P-256");
        const auto core = connection_to(mutant.name);
        // Where the lie concerns others, the honest listener's ceiling is that of the settings.
        if (completes(*core, client)) {
            static_cast<void>(client.feed(core->on_octets(client.say("hello"), 2s).send));
            EXPECT_EQ(client.received, "hello") << mutant.name;
        }
        EXPECT_EQ(mutant.policy, "examples/mooring-2026") << mutant.name;
    }
}

}  // namespace
}  // namespace gateway::mutants::lying_tls_1_3
