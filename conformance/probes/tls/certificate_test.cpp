// The probes of the certificate, against chains in memory.
#include <algorithm>

#include "probes/tls/pretend_experiment.h"

namespace conformance::probes::tls {
namespace {

using namespace pretend;
using namespace wire::tls;

TEST(A_reversed_chain, fails)
{
    auto server = gateway_of_2024();
    std::ranges::reverse(server.certificates);
    expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::fail, "wrong-order");
    server.certificates = {captured_chain()[0], captured_chain()[0]};
    expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::fail, "wrong-order");
    server.certificates = {captured_chain()[0], captured_chain()[0], {1, 2, 3}};
    expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::fail, "wrong-order");
}

TEST(A_chain_of_which_a_part_cannot_be_read, is_in_no_order_that_could_be_judged)
{
    auto server = gateway_of_2024();
    for (const auto& chain : {std::vector<Octets>{{1, 2, 3}}, {captured_chain()[0], {1, 2, 3}}}) {
        server.certificates = chain;
        expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::inconclusive,
               "unreadable-certificate");
    }
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

// By the last octet of the algorithm's OID, which stands twice.
TEST(The_certificates_signature, is_judged_where_its_hash_is_known)
{
    const auto known = *from_hex("2a864886f70d01010b");
    for (const auto& [octet, verdict, code] :
         {std::tuple{2, Verdict::fail, "weak-signature"}, {3, Verdict::fail, "weak-signature"},
          {12, Verdict::pass, ""}, {99, Verdict::inconclusive, "unknown-signature"}}) {
        auto server = gateway_of_2024();
        auto& leaf = server.certificates.at(0);
        for (auto at = leaf.begin();
             (at = std::search(at, leaf.end(), known.begin(), known.end())) != leaf.end();) {
            at[8] = static_cast<std::uint8_t>(octet);
        }
        expect(found(server, "rfc9325/4.5/signature-hash"), verdict, code);
    }
}

TEST(A_certificate_that_cannot_be_read, leaves_its_probes_inconclusive)
{
    auto server = gateway_of_2024();
    server.certificates = {{1, 2, 3}};
    expect(found(server, "rfc9325/4.5/key-size"), Verdict::inconclusive, "prerequisite-missing");
    server.certificates = {};
    expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::inconclusive,
           "prerequisite-missing");
}

// nginx's authority in the place of a certificate with an EC key.
Server with_a_second_certificate()
{
    auto server = gateway_of_2024();
    server.suites[tls_1_2].push_back(0xc02b);
    server.certificates_for[0xc02b] = {captured_chain()[1]};
    return server;
}

TEST(A_second_certificate, is_judged_like_the_first)
{
    const auto finding = found(with_a_second_certificate(), "p2s/tls/certificate/name");
    expect(finding, Verdict::fail, "name-mismatch");
    EXPECT_TRUE(finding.observed.starts_with("RSA certificate: ")) << finding.observed;
    EXPECT_TRUE(finding.observed.contains("; EC certificate: ")) << finding.observed;
    expect(found(with_a_second_certificate(), "p2s/tls/certificate/validity"), Verdict::pass, "");
}

TEST(A_second_certificate, is_judged_where_the_first_cannot_be_read)
{
    auto server = with_a_second_certificate();
    server.certificates = {{1, 2, 3}};
    expect(found(server, "p2s/tls/certificate/name"), Verdict::fail, "name-mismatch");
    expect(found(server, "p2s/tls/certificate/validity"), Verdict::inconclusive,
           "prerequisite-missing");
}

TEST(A_single_certificate, costs_one_hello_more)
{
    World world;
    world.network.respond = gateway_of_2024();
    expect(found(world, "p2s/tls/certificate/validity"), Verdict::pass, "");
    EXPECT_EQ(world.network.connections, 4u) << "survey, certificate, the other key, control";
}

TEST(Silence_to_the_other_key, needs_the_control_after_it)
{
    World world;
    auto server = gateway_of_2024();
    server.refusal = {};
    world.network.respond = server;
    const auto finding = found(world, "p2s/tls/certificate/validity");
    expect(finding, Verdict::pass, "");
    EXPECT_TRUE(finding.rests_on_absence);
}

}  // namespace
}  // namespace conformance::probes::tls
