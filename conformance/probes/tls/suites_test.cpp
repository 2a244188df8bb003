// The suites of the edition, and nothing else, against servers in memory.
#include "probes/tls/pretend_experiment.h"

namespace conformance::probes::tls {
namespace {

using namespace pretend;
using namespace wire::tls;

TEST(The_suites_of_the_edition, are_instances_where_their_version_is_allowed)
{
    const World world;
    const auto names = probe("p2s/tls/suite").instances(world.edition, world.registries);
    EXPECT_EQ(names.size(), 4u);
    for (const auto& name : names) {
        expect(found(gateway_of_2024(), "p2s/tls/suite", name), Verdict::pass, "selected");
    }
    const World strict{"rfc-strict"};
    EXPECT_EQ(probe("p2s/tls/suite").instances(strict.edition, strict.registries).size(), 7u);
}

TEST(A_missing_suite, fails_alone)
{
    auto server = gateway_of_2024();
    std::erase(server.suites[tls_1_2], 0xc030);
    const std::string name = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
    expect(found(server, "p2s/tls/suite", name), Verdict::fail, "refused-by-alert:40");
    server.refusal = {};
    expect(found(server, "p2s/tls/suite", name), Verdict::fail, "silent");
    expect(found(server, "p2s/tls/version/tls-1.2"), Verdict::pass, "accepted");
}

TEST(An_ecdsa_suite, is_not_judged_where_the_certificate_is_rsa)
{
    const std::string name = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    World world{"azure-2020-09"};
    world.network.respond = gateway_of_2024();
    expect(found(world, "p2s/tls/suite", name), Verdict::inconclusive, "certificate-key");
    world.target.claims["server_certificates"] = "rsa";
    expect(found(world, "p2s/tls/suite", name), Verdict::not_applicable, "not-claimed");
    world.target.claims["server_certificates"] = "rsa, ecdsa";
    expect(found(world, "p2s/tls/suite", name), Verdict::fail, "refused-by-alert:40");
}

TEST(A_suite_that_is_selected_and_then_fails, fails)
{
    World world{"azure-2020-09"};
    auto server = gateway_of_2024();
    server.suites[tls_1_2].push_back(0x009c);
    world.network.respond = server;
    const auto finding = found(world, "p2s/tls/suite", "TLS_RSA_WITH_AES_128_GCM_SHA256");
    expect(finding, Verdict::fail, "selected-then-failed");
    EXPECT_TRUE(finding.observed.ends_with("then the handshake fails: the connection was closed without an alert"))
        << finding.observed;
}

TEST(A_static_rsa_suite_of_2020, passes_with_an_advisory)
{
    World world{"azure-2020-09"};
    auto server = gateway_of_2024();
    server.suites[tls_1_2].push_back(0x009c);
    server.certificates.clear();
    world.network.respond = server;
    const auto finding = found(world, "p2s/tls/suite", "TLS_RSA_WITH_AES_128_GCM_SHA256");
    expect(finding, Verdict::pass, "selected");
    ASSERT_EQ(finding.advisories.size(), 1u);
    EXPECT_EQ(finding.advisories[0].code, "discouraged:009C");
}

TEST(Extra_suites, are_all_named)
{
    auto server = gateway_of_2024();
    server.suites[tls_1_2] = {0xc030, 0xc013, 0xc02f, 0x002f, 0xc028, 0xc027};
    const auto finding = found(server, "p2s/tls/nothing-else");
    expect(finding, Verdict::fail, "accepted-extra");
    ASSERT_EQ(finding.details.size(), 2u);
    EXPECT_TRUE(finding.details[0].starts_with(
        "C013 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: selected, not driven further: "));
    EXPECT_TRUE(finding.details[1].starts_with(
        "002F TLS_RSA_WITH_AES_128_CBC_SHA: selected, then the handshake fails: "));
}

TEST(A_server_that_refuses_long_lists, is_decided_in_halves)
{
    auto server = gateway_of_2024();
    server.longest_list = 50;
    expect(found(server, "p2s/tls/nothing-else"), Verdict::pass, "refused-by-alert:40");
    server.suites[tls_1_2].push_back(0xc013);
    const auto finding = found(server, "p2s/tls/nothing-else");
    expect(finding, Verdict::fail, "accepted-extra");
    ASSERT_EQ(finding.details.size(), 1u);
    EXPECT_TRUE(finding.details[0].starts_with("C013 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: "));
}

TEST(A_server_that_takes_one_suite_at_a_time, is_undecided)
{
    auto server = gateway_of_2024();
    server.longest_list = 1;
    World world;
    world.network.respond = server;
    world.learned[learned_hello] = "TLS 1.2/0xC030";
    auto bench = world.bench();
    const auto finding = experiment(probe("p2s/tls/nothing-else"), bench);
    expect(finding, Verdict::inconclusive, "undecided");
    EXPECT_FALSE(finding.details.empty());
}

TEST(A_suite_that_is_selected_and_then_given_up, is_reported_but_not_counted)
{
    World world;
    auto server = gateway_of_2024();
    server.suites[tls_1_2].push_back(0x009e);
    world.network.respond = [&](View octets) {
        auto script = server(octets);
        auto& flight = script.front().octets;
        const bool weak = flight.size() > 100 && flight[44] == 0x00 && flight[45] == 0x9e;
        if (weak) {
            flight = encode(
                Record{22, tls_1_2, {flight.begin() + 5, flight.begin() + 5 + 4 + flight[8]}, {}});
            script.push_back(heard({21, 3, 3, 0, 2, 2, 80}));
        }
        return script;
    };
    const auto finding = found(world, "p2s/tls/nothing-else");
    expect(finding, Verdict::pass, "refused-by-alert:40");
    EXPECT_EQ(finding.details,
              std::vector<std::string>{
                  "selected, then broken off: 009E TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"});
    EXPECT_EQ(finding.advisories.size(), 1u);
}

}  // namespace
}  // namespace conformance::probes::tls
