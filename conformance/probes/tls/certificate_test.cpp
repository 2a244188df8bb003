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
    expect(found(server, "rfc5246/7.4.2/certificate-order"), Verdict::inconclusive,
           "prerequisite-missing");
}

}  // namespace
}  // namespace conformance::probes::tls
