// The probes of versions, and what every TLS probe does with a gateway that is absent, dies or
// floods.
#include <algorithm>

#include "probes/tls/pretend_experiment.h"

namespace conformance::probes::tls {
namespace {

using namespace pretend;
using namespace wire::tls;

TEST(A_gateway_of_2024, passes_every_probe)
{
    for (const auto& id :
         {"rfc7568/3/ssl-3.0-refused", "rfc8996/4/tls-1.0-refused", "rfc8996/5/tls-1.1-refused",
          "rfc8996/5/protocol-version-alert", "p2s/tls/version/tls-1.2", "p2s/tls/version/tls-1.3", "p2s/tls/nothing-else",
          "rfc5246/7.4.1.3/suite-was-offered", "rfc5246/7.4.1.3/null-compression",
          "rfc5246/7.4.1.4/extensions-were-requested", "rfc8446/9.3/unknown-values-ignored",
          "rfc5746/3.6/renegotiation-info-present", "rfc7627/5.2/extended-master-secret",
          "rfc7301/3.2/protocol-was-listed", "rfc6066/3/server-name",
          "rfc8446/4.1.1/no-common-parameters", "rfc8446/6.2/alert-then-close",
          "rfc9325/3.3/no-compression",
          "rfc5246/7.4.2/certificate-order", "p2s/tls/certificate/name",
          "p2s/tls/certificate/validity", "rfc9325/4.5/key-size", "rfc9325/4.5/signature-hash"}) {
        const auto finding = found(gateway_of_2024(), id);
        EXPECT_EQ(to_string(finding.verdict), "pass")
            << id << ": " << finding.code << ", " << finding.observed;
        EXPECT_FALSE(finding.frames.empty()) << id;
    }
}

TEST(An_old_version, fails_when_it_is_negotiated)
{
    auto server = gateway_of_2024();
    server.suites[tls_1_0] = {0xc013};
    expect(found(server, "rfc8996/4/tls-1.0-refused"), Verdict::fail, "accepted");
    expect(found(server, "rfc8996/5/tls-1.1-refused"), Verdict::pass, "refused-by-alert:70");
    expect(found(server, "p2s/tls/nothing-else"), Verdict::pass, "refused-by-alert:40");
}

TEST(A_retired_version, brings_protocol_version_or_the_end_without_a_word)
{
    const std::string id = "rfc8996/5/protocol-version-alert";
    auto server = gateway_of_2024();
    server.wrong_version = server.refusal;
    expect(found(server, id), Verdict::fail, "another-alert");
    server.wrong_version = {ended(Received::Kind::closed)};
    const auto closed = found(server, id);
    expect(closed, Verdict::pass, "no-alert");
    ASSERT_EQ(closed.advisories.size(), 1u);
    EXPECT_TRUE(closed.advisories[0].unmet_should);
    server = gateway_of_2024();
    server.suites[tls_1_0] = server.suites[tls_1_1] = {0xc013};
    expect(found(server, id), Verdict::pass, "not-negotiated");
}

TEST(A_downgrade, is_marked_by_a_server_of_tls_1_3_each_version_in_its_way)
{
    const std::string for_1_2 = "rfc8446/4.1.3/downgrade-sentinel";
    const std::string for_older = "rfc8446/4.1.3/older-downgrade-sentinel";
    Octets mark{0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0};
    auto server = gateway_of_2024();
    server.deviate = [&mark](ServerHello& answer, const ClientHello&) {
        std::ranges::copy(mark, answer.random.end() - 8);
    };
    server.suites[tls_1_0] = {0xc013};
    expect(found(server, for_older), Verdict::pass, "not-negotiated");  // no TLS 1.3 server
    server.suites[tls_1_3] = {0x1301};
    expect(found(server, for_older), Verdict::pass, "accepted");
    expect(found(server, for_1_2), Verdict::fail, "not-marked");
    mark.back() = 1;
    expect(found(server, for_older), Verdict::fail, "not-marked");
    expect(found(server, for_1_2), Verdict::pass, "accepted");
    server.suites.erase(tls_1_0);
    expect(found(server, for_older), Verdict::pass, "not-negotiated");
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
