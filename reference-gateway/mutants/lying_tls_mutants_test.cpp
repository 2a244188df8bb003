// Each mutant, before OpenSSL's client and before hellos written here: it tells its lie where it
// fits and is the honest listener everywhere else.
#include "mutants/lying_tls_mutants.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "crypto/certificate.h"
#include "crypto/certificate_pem.h"
#include "crypto/tls_test_client.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

using crypto::TestOffer;
using crypto::TlsTestClient;
using namespace std::chrono_literals;

std::chrono::sys_seconds now()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

const tls::TlsSettings& settings()
{
    static const tls::TlsSettings made = [] {
        const auto issued =
            *crypto::issue_self_signed({.subject = "gateway.example",
                                        .dns_names = {"gateway.example"},
                                        .addresses = {"127.0.0.1"},
                                        .validity = {now() - 24h, now() + 24h * 30}});
        return tls::TlsSettings{.identity = {issued.certificate_pem, issued.key_pem},
                                .suites_1_2 = {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                                               "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                                               "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                                               "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"},
                                .suites_1_3 = {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"}};
    }();
    return made;
}

class Silent final : public StreamCore {
public:
    StreamActions start(Instant now) override
    {
        StreamActions actions;
        actions.wake = now + 60s;
        return actions;
    }
    StreamActions on_octets(View octets, Instant /*now*/) override
    {
        StreamActions actions;
        actions.send = copy_of(octets);
        return actions;
    }
    StreamActions on_wake(Instant /*now*/) override { return {}; }
    StreamActions on_end(Instant /*now*/) override { return {}; }
};

std::unique_ptr<StreamCore> connection_to(const std::string& name)
{
    const auto mutants = lying_tls_mutants();
    const auto found = std::ranges::find(mutants, name, &Mutant::name);
    net::Ingredients ingredients;
    found->change(ingredients);
    const auto factory = ingredients.tls_listener(
        settings(), [](const Peer&) { return std::make_unique<Silent>(); });
    auto core = (*factory)({"192.0.2.1", 4000});
    static_cast<void>(core->start(0s));
    return core;
}

bool completes(StreamCore& core, TlsTestClient& client)
{
    Octets from_client = client.feed({});
    while (!from_client.empty()) {
        from_client = client.feed(core.on_octets(from_client, 1s).send);
    }
    return client.established();
}

// A hello of this version, with these suites, that a stack of its time may have sent.
struct Offer {
    std::uint16_t version = tls_1_2;
    std::vector<std::uint16_t> suites = {0xc030, 0xc02f, 0xc028, 0xc027};
    Octets compressions = {0};
    std::vector<std::uint16_t> groups = {23, 29};
    std::vector<Extension> more = {{extension::renegotiation_info, {0}}};
};

void append_list(Writer& writer, const std::vector<std::uint16_t>& numbers)
{
    writer.u16(static_cast<std::uint16_t>(numbers.size() * 2));
    for (const std::uint16_t number : numbers)
        writer.u16(number);
}

Octets records_of(const Offer& offer)
{
    Writer groups;
    append_list(groups, offer.groups);
    Writer algorithms;
    append_list(algorithms, {0x0401, 0x0804});
    std::vector<Extension> extensions = {{extension::supported_groups, groups.take()},
                                         {extension::ec_point_formats, {1, 0}},
                                         {extension::signature_algorithms, algorithms.take()}};
    std::ranges::copy(offer.more, std::back_inserter(extensions));

    Writer listed;
    for (const Extension& e : extensions) {
        listed.u16(e.type);
        listed.u16(static_cast<std::uint16_t>(e.data.size()));
        listed.octets(e.data);
    }
    Writer body;
    body.u16(offer.version);
    body.zeros(32);
    body.u8(0);
    append_list(body, offer.suites);
    body.u8(static_cast<std::uint8_t>(offer.compressions.size()));
    body.octets(offer.compressions);
    body.u16(static_cast<std::uint16_t>(listed.size()));
    body.octets(listed.view());
    return handshake_records(tls_1_0, handshake_message(1, body.view()));
}

// What of the answer matters here.
struct Answer {
    Octets octets;
    bool closed = false;
    std::uint16_t version = 0;
    std::uint16_t suite = 0;
    std::uint8_t compression = 0;
    std::vector<std::uint16_t> extensions;
    std::vector<std::uint8_t> messages;  // types, in order
};

void read_server_hello(View body, Answer& answer)
{
    Cursor cursor{body};
    answer.version = cursor.u16();
    cursor.skip(32);
    cursor.skip(cursor.u8());
    answer.suite = cursor.u16();
    answer.compression = cursor.u8();
    if (cursor.at_end()) return;
    Cursor extensions{cursor.take(cursor.u16())};
    while (extensions.remaining() != 0) {
        answer.extensions.push_back(extensions.u16());
        extensions.skip(extensions.u16());
    }
    EXPECT_TRUE(cursor.at_end() && extensions.at_end());
}

Answer ask(const std::string& mutant, const Offer& offer)
{
    const auto core = connection_to(mutant);
    const StreamActions actions = core->on_octets(records_of(offer), 1s);
    Answer answer{actions.send, actions.close, {}, {}, {}, {}, {}};
    Octets handshake;
    Cursor records{answer.octets};
    while (records.remaining() != 0 && records.u8() == 22) {
        records.skip(2);
        const View fragment = records.take(records.u16());
        handshake.insert(handshake.end(), fragment.begin(), fragment.end());
    }
    Cursor messages{handshake};
    while (messages.remaining() != 0) {
        answer.messages.push_back(messages.u8());
        const View body = messages.take(messages.u24());
        if (answer.messages.back() == 2) read_server_hello(body, answer);
    }
    EXPECT_TRUE(messages.ok());
    return answer;
}

const std::vector<std::uint8_t> with_key_exchange = {2, 11, 12, 14};
const std::vector<std::uint8_t> without_key_exchange = {2, 11, 14};

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
                                         "sends_an_extension_twice"};
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

std::vector<crypto::CertificatePointer> chain_of(const std::string& mutant)
{
    TlsTestClient client;
    EXPECT_TRUE(completes(*connection_to(mutant), client));
    std::vector<crypto::CertificatePointer> chain;
    const auto* sent = SSL_get_peer_cert_chain(client.get());
    for (int i = 0; i < sk_X509_num(sent); ++i) {
        X509* certificate = sk_X509_value(sent, i);
        X509_up_ref(certificate);
        chain.emplace_back(certificate);
    }
    return chain;
}

bool certifies(const crypto::CertificatePointer& above, const crypto::CertificatePointer& below)
{
    return X509_check_issued(above.get(), below.get()) == X509_V_OK;
}

bool is_in_date(const crypto::CertificatePointer& certificate)
{
    return X509_cmp_current_time(X509_get0_notBefore(certificate.get())) < 0 &&
           X509_cmp_current_time(X509_get0_notAfter(certificate.get())) > 0;
}

struct Flaws {
    bool order, name, date, size, hash;
    friend bool operator==(const Flaws&, const Flaws&) = default;
};

Flaws flaws_of(const std::string& mutant)
{
    const auto chain = chain_of(mutant);
    X509& leaf = *chain.front();
    const bool ordered =
        chain.size() < 3 || (certifies(chain[1], chain[0]) && certifies(chain[2], chain[1]));
    const bool named = X509_check_host(&leaf, "gateway.example", 0, 0, nullptr) == 1 &&
                       X509_check_ip_asc(&leaf, "127.0.0.1", 0) == 1;
    return {!ordered, !named, !is_in_date(chain.front()),
            EVP_PKEY_get_bits(X509_get0_pubkey(&leaf)) < 2048,
            X509_get_signature_nid(&leaf) != NID_sha256WithRSAEncryption};
}

TEST(LyingTlsMutants, ServeACertificateWithOneFlaw)
{
    EXPECT_EQ(flaws_of("accepts_tls_1_0"), (Flaws{false, false, false, false, false}));
    EXPECT_EQ(flaws_of("serves_the_chain_out_of_order"), (Flaws{true, false, false, false, false}));
    EXPECT_EQ(flaws_of("serves_the_name_of_another"), (Flaws{false, true, false, false, false}));
    EXPECT_EQ(flaws_of("serves_an_expired_certificate"), (Flaws{false, false, true, false, false}));
    EXPECT_EQ(flaws_of("serves_a_certificate_of_the_future"),
              (Flaws{false, false, true, false, false}));
    EXPECT_EQ(flaws_of("serves_an_rsa_key_of_1024_bits"),
              (Flaws{false, false, false, true, false}));
    EXPECT_EQ(flaws_of("serves_a_certificate_signed_with_sha_1"),
              (Flaws{false, false, false, false, true}));
}

TEST(LyingTlsMutants, ServeASecondCertificateToEcdsaClientsOnly)
{
    for (const std::string name : {"serves_an_expired_certificate_to_ecdsa_clients",
                                   "serves_the_name_of_another_to_ecdsa_clients"}) {
        EXPECT_EQ(flaws_of(name), (Flaws{false, false, false, false, false})) << name;
        EXPECT_EQ(ask(name, {.suites = {0xc02b, 0xc02f}}).suite, 0xc02f) << name;
        const Answer answer = ask(name, {.suites = {0xc02c, 0xc02b}});
        EXPECT_EQ(answer.suite, 0xc02b) << name;
        EXPECT_EQ(answer.messages, with_key_exchange) << name;
        EXPECT_EQ(ask(name, {.suites = {0xc02c}}).octets,
                  fatal_alert(tls_1_2, alert::handshake_failure))
            << name;
    }
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
