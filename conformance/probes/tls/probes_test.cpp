// The TLS probes against servers in memory: ordinary ones pass, and each way of being wrong fails its own probe with its own code.
#include <gtest/gtest.h>

#include <algorithm>

#include "catalog/toml_file.h"
#include "core/attempt.h"
#include "peers/tls/pretend_server.h"
#include "probes/tls/controls.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {
namespace {

using namespace peers::tls::pretend;
using namespace wire::tls;
using peers::tls::Suites;

const Suites suites_of_2024{0xc030, 0xc02f, 0xc028, 0xc027};

std::vector<Octets> captured_chain()
{
    const catalog::TomlFile file{std::string{SALLYPORT_SOURCE} +
                                 "/pcaps/nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384/expect.toml"};
    std::vector<Octets> chain;
    for (const auto& text : file.root().strings("certificates")) {
        chain.push_back(*from_hex(text));
    }
    return chain;
}

Server gateway_of_2024() { return {.suites = {{tls_1_2, suites_of_2024}}, .certificates = captured_chain()}; }

const Probe& probe(const std::string& id)
{
    for (const auto& table : {version_floor_probes(), policy_version_probes(), policy_suite_probes(), exactness_probes(),
                              rfc5246_7_4_1_probes(), rfc8446_9_3_probes(), certificate_probes()}) {
        for (const auto& one : table) {
            if (id == one.requirement) { return one; }
        }
    }
    throw std::logic_error{"no probe " + id};
}

// Survey, then the experiment, as a run does it.
Finding found(World& world, const std::string& id, const std::string& instance = "")
{
    auto looking = world.bench();
    survey_tls(looking, world.learned);
    const auto& one = probe(id);
    if (const auto claim = one.control->excused(world.target)) {
        Finding finding;
        finding.verdict = Verdict::not_applicable;
        finding.observed = *claim;
        return finding;
    }
    if (const auto gap = one.control->missing(world.learned)) { return inconclusive("control-before", "", *gap); }
    auto bench = world.bench(instance);
    return experiment(one, bench);
}

Finding found(Server server, const std::string& id, const std::string& instance = "")
{
    World world;
    world.network.respond = std::move(server);
    return found(world, id, instance);
}

void expect(const Finding& finding, Verdict verdict, const std::string& code)
{
    EXPECT_EQ(to_string(finding.verdict), to_string(verdict)) << finding.code << ": " << finding.observed;
    EXPECT_EQ(finding.code, code) << finding.observed;
}

TEST(A_gateway_of_2024, passes_every_probe)
{
    for (const auto& id : {"rfc7568/3/ssl-3.0-refused", "rfc8996/4/tls-1.0-refused", "rfc8996/5/tls-1.1-refused",
                           "p2s/tls/version/tls-1.2", "p2s/tls/version/tls-1.3", "p2s/tls/nothing-else",
                           "rfc5246/7.4.1.3/suite-was-offered", "rfc5246/7.4.1.3/null-compression",
                           "rfc5246/7.4.1.4/extensions-were-requested", "rfc8446/9.3/unknown-values-ignored",
                           "rfc5246/7.4.2/certificate-order", "p2s/tls/certificate/name",
                           "p2s/tls/certificate/validity", "rfc9325/4.5/key-size", "rfc9325/4.5/signature-hash"}) {
        const auto finding = found(gateway_of_2024(), id);
        EXPECT_EQ(to_string(finding.verdict), "pass") << id << ": " << finding.code << ", " << finding.observed;
        EXPECT_FALSE(finding.frames.empty()) << id;
    }
}

TEST(The_suites_of_the_edition, are_instances_where_their_version_is_allowed)
{
    const World world;
    const auto names = probe("p2s/tls/suite").instances(world.edition, world.registries);
    EXPECT_EQ(names.size(), 4u);
    for (const auto& name : names) {
        expect(found(gateway_of_2024(), "p2s/tls/suite", name), Verdict::pass, "accepted");
    }
    const World strict{"rfc-strict"};
    EXPECT_EQ(probe("p2s/tls/suite").instances(strict.edition, strict.registries).size(), 7u);
}

TEST(An_old_version, fails_when_it_is_negotiated)
{
    auto server = gateway_of_2024();
    server.suites[tls_1_0] = {0xc013};
    expect(found(server, "rfc8996/4/tls-1.0-refused"), Verdict::fail, "accepted");
    expect(found(server, "rfc8996/5/tls-1.1-refused"), Verdict::pass, "refused-by-alert:70");
    expect(found(server, "p2s/tls/nothing-else"), Verdict::pass, "refused-by-alert:40");
}

TEST(The_manner_of_refusal, is_told)
{
    auto server = gateway_of_2024();
    expect(found(server, "rfc8996/4/tls-1.0-refused"), Verdict::pass, "refused-by-alert:70");
    server.wrong_version = server.refusal;
    expect(found(server, "rfc8996/4/tls-1.0-refused"), Verdict::pass, "refused-by-alert:40");
    server.wrong_version = {ended(Received::Kind::closed)};
    const auto closed = found(server, "rfc8996/4/tls-1.0-refused");
    expect(closed, Verdict::pass, "closed");
    ASSERT_EQ(closed.advisories.size(), 1u);
    EXPECT_EQ(closed.advisories[0].code, "no-alert");
    server.wrong_version = {ended(Received::Kind::reset)};
    expect(found(server, "rfc8996/4/tls-1.0-refused"), Verdict::pass, "reset");
    server.wrong_version = {};
    expect(found(server, "rfc8996/4/tls-1.0-refused"), Verdict::pass, "silent");
}

TEST(A_gateway_that_dies_of_an_old_version, fails)
{
    World world;
    auto server = gateway_of_2024();
    bool dead = false;
    world.network.respond = [&](View octets) {
        dead = dead || octets[10] < 3;  // client_version
        return dead ? Script{ended(Received::Kind::closed)} : server(octets);
    };
    expect(found(world, "rfc8996/4/tls-1.0-refused"), Verdict::fail, "did-not-survive");
}

TEST(A_version_outside_the_edition, fails_when_it_is_accepted)
{
    auto server = gateway_of_2024();
    server.suites[tls_1_3] = {0x1301};
    expect(found(server, "p2s/tls/version/tls-1.3"), Verdict::fail, "accepted");
    World strict{"rfc-strict"};
    strict.network.respond = server;
    expect(found(strict, "p2s/tls/version/tls-1.3"), Verdict::pass, "accepted");
    strict.network.respond = gateway_of_2024();
    expect(found(strict, "p2s/tls/version/tls-1.3"), Verdict::fail, "refused-by-alert:70");
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

TEST(A_static_rsa_suite_of_2020, passes_with_an_advisory)
{
    World world{"azure-2020-09"};
    auto server = gateway_of_2024();
    server.suites[tls_1_2].push_back(0x009c);
    world.network.respond = server;
    const auto finding = found(world, "p2s/tls/suite", "TLS_RSA_WITH_AES_128_GCM_SHA256");
    expect(finding, Verdict::pass, "accepted");
    ASSERT_EQ(finding.advisories.size(), 1u);
    EXPECT_EQ(finding.advisories[0].code, "discouraged:009C");
}

TEST(Extra_suites, are_all_named)
{
    auto server = gateway_of_2024();
    server.suites[tls_1_2] = {0xc030, 0xc013, 0xc02f, 0x002f, 0xc028, 0xc027};
    const auto finding = found(server, "p2s/tls/nothing-else");
    expect(finding, Verdict::fail, "accepted-extra");
    EXPECT_EQ(finding.details, (std::vector<std::string>{"C013 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                                                         "002F TLS_RSA_WITH_AES_128_CBC_SHA"}));
}

TEST(A_server_that_refuses_long_lists, is_decided_in_halves)
{
    auto server = gateway_of_2024();
    server.longest_list = 50;
    expect(found(server, "p2s/tls/nothing-else"), Verdict::pass, "refused-by-alert:40");
    server.suites[tls_1_2].push_back(0xc013);
    const auto finding = found(server, "p2s/tls/nothing-else");
    expect(finding, Verdict::fail, "accepted-extra");
    EXPECT_EQ(finding.details, std::vector<std::string>{"C013 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"});
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
            flight = encode(Record{22, tls_1_2, {flight.begin() + 5, flight.begin() + 5 + 4 + flight[8]}, {}});
            script.push_back(heard({21, 3, 3, 0, 2, 2, 80}));
        }
        return script;
    };
    const auto finding = found(world, "p2s/tls/nothing-else");
    expect(finding, Verdict::pass, "refused-by-alert:40");
    EXPECT_EQ(finding.details,
              std::vector<std::string>{"selected, then broken off: 009E TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"});
    EXPECT_EQ(finding.advisories.size(), 1u);
}

TEST(A_survey, does_not_rest_on_a_suite_that_was_not_offered)
{
    World world;
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello& asked) {
        if (asked.suites.size() == 4) { answer.suite = 0xc013; }
    };
    world.network.respond = server;
    expect(found(world, "rfc5246/7.4.1.3/suite-was-offered"), Verdict::fail, "selected-not-offered");
    EXPECT_EQ(world.learned[learned_hello], "TLS 1.2/0xC030");
}

TEST(A_suite_that_was_not_offered, fails)
{
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello& asked) {
        if (asked.suites.size() > 100) { answer.suite = 0x002f; }
    };
    World world;
    world.network.respond = server;
    expect(found(world, "rfc5246/7.4.1.3/suite-was-offered"), Verdict::pass, "accepted");  // 002F was among them
    server.deviate = [](ServerHello& answer, const ClientHello&) { answer.suite = 0xcca8; };
    world.network.respond = server;
    world.learned[learned_hello] = "TLS 1.2/0xC030";
    auto bench = world.bench();
    expect(probe("rfc5246/7.4.1.3/suite-was-offered").stimulus(bench), Verdict::fail, "selected-not-offered");
}

TEST(Odd_extensions, fail)
{
    auto server = gateway_of_2024();
    const auto add = [](std::uint16_t type) {
        return [type](ServerHello& answer, const ClientHello&) { answer.extensions.add({type, {}, {}}); };
    };
    const std::string id = "rfc5246/7.4.1.4/extensions-were-requested";
    server.deviate = add(35);
    expect(found(server, id), Verdict::fail, "unrequested-extension");
    server.deviate = add(65'281);
    expect(found(server, id), Verdict::fail, "duplicate-extension");
    server.deviate = add(11);  // ec_point_formats: asked for by the usual hello, not by the frugal one
    expect(found(server, id), Verdict::fail, "unrequested-extension");
}

TEST(The_signalling_suite, may_be_answered_by_renegotiation_info)
{
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello&) {
        if (answer.extensions.list.empty()) { answer.extensions.add(empty_renegotiation_info()); }
    };
    expect(found(server, "rfc5246/7.4.1.4/extensions-were-requested"), Verdict::pass, "accepted");
}

TEST(Compression, fails_when_it_was_not_offered_and_is_advised_against_when_it_was)
{
    auto server = gateway_of_2024();
    server.deviate = [](ServerHello& answer, const ClientHello&) { answer.compression_method = 1; };
    expect(found(server, "rfc5246/7.4.1.3/null-compression"), Verdict::fail, "compression-selected");
    server.deviate = [](ServerHello& answer, const ClientHello& asked) {
        answer.compression_method = asked.compression_methods[0];
    };
    const auto finding = found(server, "rfc5246/7.4.1.3/null-compression");
    EXPECT_EQ(finding.verdict, Verdict::pass);
    EXPECT_EQ(finding.advisories.size(), 1u);
}

TEST(A_server_that_stumbles_over_unknown_extensions, fails)
{
    World world;
    auto server = gateway_of_2024();
    world.network.respond = [&](View octets) {
        Assembler assembler;
        assembler.feed(octets);
        const auto piece = *assembler.next();
        const auto& hello = std::get<ClientHello>(std::get<Handshake>(piece.content).body);
        const bool unknown = std::ranges::any_of(hello.extensions.list, [](const auto& one) { return is_grease(one.type); });
        return unknown ? Script{heard({21, 3, 3, 0, 2, 2, 50})} : server(octets);
    };
    expect(found(world, "rfc8446/9.3/unknown-values-ignored"), Verdict::fail, "refused-by-alert:50");
}

TEST(A_reversed_chain, fails)
{
    auto server = gateway_of_2024();
    std::ranges::reverse(server.certificates);
    expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::fail, "wrong-order");
    server.certificates = {captured_chain()[0], captured_chain()[0]};
    expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::fail, "wrong-order");
    server.certificates = {captured_chain()[0], {1, 2, 3}};
    expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::fail, "wrong-order");
}

TEST(The_certificates_name, is_that_of_the_target_file)
{
    World world;
    world.network.respond = gateway_of_2024();
    world.target.server_name = "another.example.test";
    expect(found(world, "p2s/tls/certificate/name"), Verdict::fail, "name-mismatch");
    world.target.server_name.clear();
    expect(found(world, "p2s/tls/certificate/name"), Verdict::inconclusive, "name-unknown");
}

TEST(The_certificates_dates, are_judged_at_the_day_of_the_run)
{
    World world;
    world.network.respond = gateway_of_2024();
    world.today = "2027-01-01T00:00:00Z";
    expect(found(world, "p2s/tls/certificate/validity"), Verdict::fail, "expired");
    world.today = "2026-11-01T00:00:00Z";
    expect(found(world, "p2s/tls/certificate/validity"), Verdict::fail, "not-yet-valid");
}

TEST(A_certificate_that_cannot_be_read, leaves_its_probes_inconclusive)
{
    auto server = gateway_of_2024();
    server.certificates = {{1, 2, 3}};
    expect(found(server, "rfc9325/4.5/key-size"), Verdict::inconclusive, "prerequisite-missing");
    server.certificates = {};
    expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::inconclusive, "prerequisite-missing");
}

TEST(A_gateway_without_sstp, is_excused)
{
    World world;
    world.target.tunnel_types = {"IKEv2"};
    EXPECT_EQ(found(world, "p2s/tls/version/tls-1.2").verdict, Verdict::not_applicable);
    EXPECT_EQ(world.network.connections, 0u);
}

TEST(A_closed_port, leaves_everything_inconclusive)
{
    World world;
    world.network.opening = Received::Kind::refused;
    const auto finding = found(world, "p2s/tls/version/tls-1.2");
    EXPECT_EQ(finding.verdict, Verdict::inconclusive);
    EXPECT_NE(finding.observed.find("refused"), std::string::npos) << finding.observed;
    EXPECT_LE(world.network.connections, 2u);
}

TEST(A_server_that_floods, leaves_everything_inconclusive)
{
    World world;
    world.network.respond = [](View) { return Script{}; };
    world.network.endless = [] { return heard(Octets(60'000, 'x')); };
    EXPECT_EQ(found(world, "rfc8996/4/tls-1.0-refused").verdict, Verdict::inconclusive);
}

TEST(A_server_that_only_knows_tls_1_0, fails_what_it_lacks)
{
    Server server{.suites = {{tls_1_0, {0xc013}}}, .certificates = captured_chain()};
    expect(found(server, "rfc8996/4/tls-1.0-refused"), Verdict::fail, "accepted");
    expect(found(server, "p2s/tls/version/tls-1.2"), Verdict::fail, "refused-by-alert:70");
    EXPECT_EQ(found(server, "p2s/tls/nothing-else").verdict, Verdict::pass);
}

}  // namespace
}  // namespace conformance::probes::tls
